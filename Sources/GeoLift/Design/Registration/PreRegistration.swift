import Foundation
import Interchange
import Resampling
import Tables

/// What was fixed before a geo test: the file `design.yaml`.
///
/// An analysis takes geos, dates, KPI, estimator and test from it, so that none of them can be chosen
/// after the result is known.
public struct PreRegistration: Codable, Sendable, Equatable {
  /// The history that the design was made from.
  public struct History: Codable, Sendable, Equatable {
    /// The label of the first period.
    public var from: String
    /// The label of the last period.
    public var to: String
    /// How many periods there are.
    public var periods: Int
    /// The SHA-256 hash of geos, labels and values.
    public var hash: String

    enum CodingKeys: String, CodingKey, CaseIterable { case from, to, periods, hash }
  }

  /// The form of the file.
  public static let schema = "liftwerk.design/1"

  /// The version of Liftwerk that made the design.
  public var version: String
  /// The column of what is measured.
  public var kpi: String
  /// Whether the KPI is money or a count.
  public var kpiKind: GeoOptions.KPIKind
  /// The geos to treat.
  public var treated: [String]
  /// The geos to compare with.
  public var donors: [String]
  /// Geos that are neither, such as neighbours of treated ones.
  public var excluded: [String]
  /// The first period of the test; nil if it was not fixed.
  public var start: String?
  /// The first period in which the test can start.
  public var firstPossibleStart: String
  /// How many periods the test lasts.
  public var duration: Int
  /// The estimator.
  public var estimator: GeoOptions.Estimator
  /// Whether each geo's mean before the test is taken out first.
  public var unitEffects: Bool
  /// The level of the test.
  public var alpha: Double
  /// Which signs of the effect are looked for: `two-sided`, `greater` or `less`.
  public var alternative: Alternative
  /// What a test of either sign sums.
  public var statistic: GeoDesignOptions.Statistic
  /// The law of permutation: `residuals` lets the residuals before the test choose it.
  public var law: Law
  /// The seed of random arrangements.
  public var seed: UInt64
  /// The effect that the test was planned for, as a share.
  public var hypothesisedEffect: Double?
  /// The smallest effect that is found often enough, as a share.
  public var mde: Double?
  /// The power at that effect.
  public var power: Double?
  /// The history that the design was made from.
  public var history: History

  /// Which signs of the effect are looked for.
  public enum Alternative: String, Codable, Sendable, CaseIterable {
    case twoSided = "two-sided"
    case greater, less
  }

  /// How the law of permutation is chosen.
  public enum Law: String, Codable, Sendable, CaseIterable { case residuals }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case schema, version, kpi
    case kpiKind = "kpi_kind"
    case treated, donors, excluded, start
    case firstPossibleStart = "first_possible_start"
    case duration, estimator
    case unitEffects = "unit_effects"
    case alpha, alternative, statistic, law, seed
    case hypothesisedEffect = "hypothesised_effect"
    case mde, power, history
  }

  /// Registers a design.
  ///
  /// - Parameters:
  ///   - hash: the hash of the panel that the design was made from.
  ///   - version: the version of Liftwerk.
  public init(_ plan: DesignPlan, of design: GeoDesign, hash: String, version: String) {
    let (options, panel) = (design.space.options, design.space.panel)
    self.version = version
    kpi = options.kpi
    kpiKind = options.isMoney ? .revenue : .count
    treated = plan.geos
    donors = plan.donors
    let named = Set(plan.geos + plan.donors)
    excluded = panel.geos.filter { !named.contains($0) }
    start = options.start
    firstPossibleStart = panel.axis.next
    duration = plan.duration
    estimator = options.estimator
    unitEffects = options.unitEffects
    alpha = options.alpha
    alternative =
      switch try? options.alternative {
      case .greater: .greater
      case .less: .less
      default: .twoSided
      }
    statistic = options.sides == .oneSided ? .mean : options.statistic
    law = .residuals
    seed = options.seed
    hypothesisedEffect = plan.mde
    mde = plan.mde
    power = plan.power
    history = History(
      from: panel.axis.labels[0], to: panel.axis.labels[panel.axis.count - 1],
      periods: panel.axis.count, hash: hash)
  }

  /// Reads a file; an unknown key or word is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let schema = try container.decode(String.self, forKey: .schema)
    func refused(_ key: CodingKeys, _ text: String) -> DecodingError {
      .dataCorrupted(.init(codingPath: decoder.codingPath + [key], debugDescription: text))
    }
    guard schema == Self.schema else {
      throw refused(
        .schema, "this version reads \(Self.schema); found \"\(schema)\". Make the design anew.")
    }
    func word<Word: CaseIterable & RawRepresentable<String>>(
      _ type: Word.Type, _ key: CodingKeys
    ) throws -> Word {
      try StrictDecoding.word(type, forKey: key, in: container)
    }
    version = try container.decode(String.self, forKey: .version)
    kpi = try container.decode(String.self, forKey: .kpi)
    kpiKind = try word(GeoOptions.KPIKind.self, .kpiKind)
    treated = try container.decode([String].self, forKey: .treated)
    donors = try container.decode([String].self, forKey: .donors)
    excluded = try container.decodeIfPresent([String].self, forKey: .excluded) ?? []
    start = try container.decodeIfPresent(String.self, forKey: .start)
    firstPossibleStart = try container.decode(String.self, forKey: .firstPossibleStart)
    duration = try container.decode(Int.self, forKey: .duration)
    estimator = try word(GeoOptions.Estimator.self, .estimator)
    unitEffects = try container.decode(Bool.self, forKey: .unitEffects)
    alpha = try container.decode(Double.self, forKey: .alpha)
    alternative = try word(Alternative.self, .alternative)
    statistic = try word(GeoDesignOptions.Statistic.self, .statistic)
    law = try word(Law.self, .law)
    seed = try container.decode(UInt64.self, forKey: .seed)
    hypothesisedEffect = try container.decodeIfPresent(Double.self, forKey: .hypothesisedEffect)
    mde = try container.decodeIfPresent(Double.self, forKey: .mde)
    power = try container.decodeIfPresent(Double.self, forKey: .power)
    history = try container.decode(History.self, forKey: .history)
    guard duration >= 1 else { throw refused(.duration, "a test lasts 1 period or more.") }
    guard alpha > 0, alpha < 1 else { throw refused(.alpha, "give a number between 0 and 1.") }
    guard !treated.isEmpty else { throw refused(.treated, "at least one geo is treated.") }
  }

  /// A number as people write it: encoders of files may write doubles with an exponent.
  private static func plain(_ number: Double) -> Decimal {
    Decimal(string: "\(number)") ?? Decimal(number)
  }

  /// Writes the file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(version, forKey: .version)
    try container.encode(kpi, forKey: .kpi)
    try container.encode(kpiKind, forKey: .kpiKind)
    try container.encode(treated, forKey: .treated)
    try container.encode(donors, forKey: .donors)
    try container.encode(excluded, forKey: .excluded)
    try container.encodeIfPresent(start, forKey: .start)
    try container.encode(firstPossibleStart, forKey: .firstPossibleStart)
    try container.encode(duration, forKey: .duration)
    try container.encode(estimator.rawValue, forKey: .estimator)
    try container.encode(unitEffects, forKey: .unitEffects)
    try container.encode(Self.plain(alpha), forKey: .alpha)
    try container.encode(alternative, forKey: .alternative)
    try container.encode(statistic, forKey: .statistic)
    try container.encode(law, forKey: .law)
    try container.encode(seed, forKey: .seed)
    try container.encodeIfPresent(hypothesisedEffect.map(Self.plain), forKey: .hypothesisedEffect)
    try container.encodeIfPresent(mde.map(Self.plain), forKey: .mde)
    try container.encodeIfPresent(power.map(Self.plain), forKey: .power)
    try container.encode(history, forKey: .history)
  }
}

extension TimeAxis {
  /// The label of the period after the last.
  var next: String {
    let last = lastDays[count - 1]
    if let date = CivilDate(iso: last) { return "\(CivilDate(dayNumber: date.dayNumber + 1))" }
    return Int(last).map { String($0 + 1) } ?? last
  }
}
