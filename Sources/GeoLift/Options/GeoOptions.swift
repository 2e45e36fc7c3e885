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
    /// Generalised synthetic control: interactive fixed effects.
    case gsc
    /// Matrix completion.
    case mc
    /// Synthetic control on predictors, with nested weights.
    case adh
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
  public var estimators = Estimator.applicable(to: [])
  /// What treated geos and their comparison should be alike in.
  public var predictors: [GeoPredictor] = []
  /// The column of money spent on the test; summed over treated geos and periods.
  public var spend: String?
  /// The probability that intervals hold.
  public var level = 0.9
  /// The seed of every random number.
  public var seed: UInt64 = 1

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
    case estimators, predictors, spend, level, seed
  }

  /// Whether the KPI is money or a count.
  public enum KPIKind: String, Codable, Sendable, CaseIterable { case revenue, count }

  /// Reads the section; an unknown key or word is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      kpi: try container.decode(String.self, forKey: .kpi),
      test: GeoTest(
        treated: try container.decode([String].self, forKey: .treated),
        excluded: try container.decodeIfPresent([String].self, forKey: .excluded) ?? [],
        start: try container.decode(String.self, forKey: .start),
        end: try container.decodeIfPresent(String.self, forKey: .end),
        unitEffects: try container.decodeIfPresent(Bool.self, forKey: .unitEffects) ?? false))
    data = try container.decodeIfPresent(String.self, forKey: .data)
    if container.contains(.kpiKind) {
      isMoney = try StrictDecoding.word(KPIKind.self, forKey: .kpiKind, in: container) == .revenue
    }
    predictors = try container.decodeIfPresent([GeoPredictor].self, forKey: .predictors) ?? []
    estimators = Estimator.applicable(to: predictors)
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
    try container.encodeIfPresent(data, forKey: .data)
    try container.encode(kpi, forKey: .kpi)
    try container.encode(isMoney ? KPIKind.revenue : .count, forKey: .kpiKind)
    try container.encode(test.treated, forKey: .treated)
    try container.encode(test.excluded, forKey: .excluded)
    try container.encode(test.start, forKey: .start)
    try container.encodeIfPresent(test.end, forKey: .end)
    try container.encode(test.unitEffects, forKey: .unitEffects)
    try container.encode(estimators.map(\.rawValue), forKey: .estimators)
    if !predictors.isEmpty { try container.encode(predictors, forKey: .predictors) }
    try container.encodeIfPresent(spend, forKey: .spend)
    try container.encode(level, forKey: .level)
    try container.encode(seed, forKey: .seed)
  }
}

extension GeoOptions.Estimator {
  /// The estimators that are asked if none is named: all, those on predictors only where there are
  /// some.
  public static func applicable(to predictors: [GeoPredictor]) -> [GeoOptions.Estimator] {
    allCases.filter { $0 != .adh || !predictors.isEmpty }
  }

  /// The message for a name that is no estimator's.
  public static func unknown(_ name: String) -> String {
    let known = allCases.map(\.rawValue)
    let hint = nearestNames(to: name, among: known).first.map { "; did you mean \"\($0)\"?" }
    return "\"\(name)\" is no estimator\(hint ?? ".") Known are: \(known.joined(separator: ", "))."
  }
}
