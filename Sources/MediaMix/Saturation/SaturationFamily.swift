/// The families of saturation a channel can have.
public enum SaturationFamily: String, Codable, Sendable, CaseIterable {
  case hill
}
