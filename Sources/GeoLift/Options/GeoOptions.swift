import Findings
import Interchange

/// What the user chooses about the analysis of a geo test: the `geo` section of the project file.
public struct GeoOptions: Codable, Sendable, Equatable {
  /// The estimators, by their names on the command line.
  public enum Estimator: String, Codable, Sendable, CaseIterable {
    /// Synthetic control on outcomes, with weights on the simplex.
    case scm
    /// Synthetic control augmented by a ridge regression.
    case ridgeASCM = "ridge-ascm"
    /// Synthetic difference-in-differences.
    case sdid
    /// Difference-in-differences.
    case did
    /// Time-based regression.
    case tbr
  }

  /// The name of the data source; the only panel of geos if nil.
  public var data: String?
  /// The column of what is measured.
  public var kpi: String
  /// Whether the KPI is money.
  public var isMoney = false
  /// What was done where and when.
  public var test: GeoTest
  /// The estimators, in the order in which they are shown; the first is the one that tiles show.
  public var estimators: [Estimator] = Estimator.allCases
  /// The column of money spent on the test; summed over treated geos and periods.
  public var spend: String?
  /// The probability that intervals hold.
  public var level = 0.9
  /// The seed of every random number.
  public var seed: UInt64 = 1
  /// The design that the test was registered by; it takes the place of what is not stated.
  public var design: DesignReference?
  /// What a test of either sign sums; as registered.
  package var statistic = GeoDesignOptions.Statistic.mean
  /// Which signs of the effect are looked for; as registered.
  package var alternative = PreRegistration.Alternative.twoSided

  /// Asks about a test.
  public init(kpi: String, test: GeoTest) {
    self.kpi = kpi
    self.test = test
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case data, kpi
    case kpiKind = "kpi_kind"
    case treated, excluded, start, end
    case unitEffects = "unit_effects"
    case estimators, spend, level, seed, design
  }

  /// Whether the KPI is money or a count.
  public enum KPIKind: String, Codable, Sendable, CaseIterable { case revenue, count }

  /// Reads the section; an unknown key or word is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let path = try container.decodeIfPresent(String.self, forKey: .design)
    self.init(
      kpi: path == nil || container.contains(.kpi)
        ? try container.decode(String.self, forKey: .kpi) : "",
      test: GeoTest(
        treated: path == nil || container.contains(.treated)
          ? try container.decode([String].self, forKey: .treated) : [],
        excluded: try container.decodeIfPresent([String].self, forKey: .excluded) ?? [],
        start: path == nil || container.contains(.start)
          ? try container.decode(String.self, forKey: .start) : "",
        end: try container.decodeIfPresent(String.self, forKey: .end),
        unitEffects: try container.decodeIfPresent(Bool.self, forKey: .unitEffects) ?? false))
    design = path.map {
      DesignReference(path: $0, stated: Set(container.allKeys.map(\.stringValue)))
    }
    data = try container.decodeIfPresent(String.self, forKey: .data)
    if container.contains(.kpiKind) {
      isMoney = try StrictDecoding.word(KPIKind.self, forKey: .kpiKind, in: container) == .revenue
    }
    if container.contains(.estimators) {
      estimators = try container.decode([String].self, forKey: .estimators).map { name in
        guard let estimator = Estimator(rawValue: name) else {
          throw DecodingError.dataCorrupted(
            .init(
              codingPath: decoder.codingPath + [CodingKeys.estimators],
              debugDescription: Estimator.unknown(name)))
        }
        return estimator
      }
    }
    spend = try container.decodeIfPresent(String.self, forKey: .spend)
    level = try container.decodeIfPresent(Double.self, forKey: .level) ?? level
    seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
    guard level > 0, level < 1, !estimators.isEmpty else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "level: a number between 0 and 1 is needed; estimators: at least one."))
    }
  }

  /// Writes the section.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func put(_ value: some Encodable, _ key: CodingKeys) throws {
      guard design?.stated.contains(key.stringValue) ?? true else { return }
      try container.encode(value, forKey: key)
    }
    try container.encodeIfPresent(design?.path, forKey: .design)
    try container.encodeIfPresent(data, forKey: .data)
    try put(kpi, .kpi)
    try put(isMoney ? KPIKind.revenue : .count, .kpiKind)
    try put(test.treated, .treated)
    try put(test.excluded, .excluded)
    try put(test.start, .start)
    if let end = test.end { try put(end, .end) }
    try put(test.unitEffects, .unitEffects)
    try put(estimators.map(\.rawValue), .estimators)
    try container.encodeIfPresent(spend, forKey: .spend)
    try put(level, .level)
    try put(seed, .seed)
  }
}

extension GeoOptions.Estimator {
  /// The message for a name that is no estimator's.
  public static func unknown(_ name: String) -> String {
    let known = allCases.map(\.rawValue)
    let hint = nearestNames(to: name, among: known).first.map { "; did you mean \"\($0)\"?" }
    return "\"\(name)\" is no estimator\(hint ?? ".") Known are: \(known.joined(separator: ", "))."
  }
}
