import Interchange

/// How an experiment is looked at before its end.
public struct SequentialOptions: Codable, Sendable, Equatable {
  /// The method.
  public enum Method: Sendable, Equatable {
    /// A few looks on the way to a planned number of units.
    case groupSequential(StoppingBoundary)
    /// Any number of looks, without an end.
    case alwaysValid
  }

  /// The method; `always-valid` or the name of a boundary.
  public var method: Method
  /// The units of all arms at the planned end, which group sequential tests need.
  public var plannedUnits: Int?
  /// The units of both arms compared at which always-valid intervals are tightest.
  public var tuning: Double
  /// How many looks a plan has.
  public var looks: Int

  /// Makes options.
  public init(
    _ method: Method, plannedUnits: Int? = nil, tuning: Double = 5_000, looks: Int = 5
  ) {
    self.method = method
    self.plannedUnits = plannedUnits
    self.tuning = tuning
    self.looks = looks
  }
}

extension SequentialOptions {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case method
    case plannedUnits = "planned_units"
    case tuning, looks
  }

  /// The names of methods as they are written.
  private enum Name: String, CaseIterable {
    case alwaysValid = "always-valid"
    case obrienFleming = "obrien-fleming"
    case pocock
    case obrienFlemingExact = "obrien-fleming-exact"
    case pocockExact = "pocock-exact"
  }

  /// Reads the options; an unknown key or word is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try StrictDecoding.word(Name.self, forKey: .method, in: container)
    let boundary = StoppingBoundary(rawValue: name.rawValue)
    self.init(boundary.map { .groupSequential($0) } ?? .alwaysValid)
    plannedUnits = try container.decodeIfPresent(Int.self, forKey: .plannedUnits)
    tuning = try container.decodeIfPresent(Double.self, forKey: .tuning) ?? tuning
    looks = try container.decodeIfPresent(Int.self, forKey: .looks) ?? looks
  }

  /// Writes the options.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch method {
    case .alwaysValid: try container.encode(Name.alwaysValid.rawValue, forKey: .method)
    case .groupSequential(let boundary): try container.encode(boundary.rawValue, forKey: .method)
    }
    try container.encodeIfPresent(plannedUnits, forKey: .plannedUnits)
    try container.encode(tuning, forKey: .tuning)
    try container.encode(looks, forKey: .looks)
  }
}
