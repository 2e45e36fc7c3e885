/// The families of adstock a channel can have.
public enum AdstockFamily: String, Codable, Sendable, CaseIterable {
  case geometric, binomial
}
