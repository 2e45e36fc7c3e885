import Findings
import Interchange
import Tables

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
    /// Bayesian structural time series.
    case bsts
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
  /// What was done in the treated geos.
  public var kind = GeoTestKind.new
  /// The treated geos of each cell by the cell's name, where several campaigns were tested at the same
  /// time; then `test.treated` is empty.
  public var cells: [String: [String]] = [:]
  /// The column of money spent, by geo and period.
  public var spend: String?
  /// By how much the test changed spend on the treated geos, where that is known better than the
  /// column of spend can tell.
  public var spendChange: Double?
  /// The channels that were tested, by their names in the media mix; they matter only where the result
  /// becomes a lift test.
  public var channels: [String] = []
  /// The model of `bsts`.
  public var structural = StructuralChoice()
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
    case kind, treated, cells, excluded, start, end
    case unitEffects = "unit_effects"
    case estimators, predictors, spend
    case spendChange = "spend_change"
    case channels
    case structural = "bsts"
    case level, seed, design
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
        treated: try container.decodeIfPresent([String].self, forKey: .treated) ?? [],
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
    if container.contains(.kind) {
      kind = try StrictDecoding.word(GeoTestKind.self, forKey: .kind, in: container)
    }
    cells = try container.decodeIfPresent([String: [String]].self, forKey: .cells) ?? [:]
    spend = try container.decodeIfPresent(String.self, forKey: .spend)
    spendChange = try container.decodeIfPresent(Double.self, forKey: .spendChange)
    channels = try container.decodeIfPresent([String].self, forKey: .channels) ?? []
    structural =
      try container.decodeIfPresent(StructuralChoice.self, forKey: .structural) ?? structural
    level = try container.decodeIfPresent(Double.self, forKey: .level) ?? level
    seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
    guard level > 0, level < 1, !estimators.isEmpty else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "level: a number between 0 and 1 is needed; estimators: at least one."))
    }
    if let problem = contradiction {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: problem))
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
    try container.encode(kind, forKey: .kind)
    if cells.isEmpty {
      try put(test.treated, .treated)
    } else {
      try container.encode(cells, forKey: .cells)
    }
    try put(test.excluded, .excluded)
    try put(test.start, .start)
    if let end = test.end { try put(end, .end) }
    try put(test.unitEffects, .unitEffects)
    try put(estimators.map(\.rawValue), .estimators)
    if !predictors.isEmpty { try container.encode(predictors, forKey: .predictors) }
    try container.encodeIfPresent(spend, forKey: .spend)
    try container.encodeIfPresent(spendChange, forKey: .spendChange)
    if !channels.isEmpty { try container.encode(channels, forKey: .channels) }
    try container.encode(structural, forKey: .structural)
    try put(level, .level)
    try put(seed, .seed)
  }
}

extension GeoOptions {
  /// What of the question contradicts itself, with the remedy; nil if nothing does.
  public var contradiction: String? {
    if design != nil && !cells.isEmpty {
      return "cells: a design registers one set of geos; analyse each cell by a design of its own."
    }
    if test.treated.isEmpty && cells.isEmpty && design == nil {
      return "treated: name the geos where the campaign ran, or several cells of them under cells."
    }
    if !test.treated.isEmpty && !cells.isEmpty {
      return "treated and cells exclude each other: name all treated geos under cells, or one list "
        + "under treated."
    }
    if cells.count == 1 {
      return "cells: there is one cell only; name its geos under treated."
    }
    if let empty = cells.keys.sorted().first(where: { cells[$0]?.isEmpty == true || $0.isEmpty }) {
      return "cells: '\(displayed(empty))' needs a name and at least one geo."
    }
    if let change = spendChange, !change.isFinite || change == 0 {
      return "spend_change: \(change) changes nothing; give the money that the test added, or took "
        + "away as a negative number."
    }
    if spendChange != nil && !cells.isEmpty {
      return "spend_change is one number, and there are several cells; name a column of spend."
    }
    return nil
  }
}

extension GeoOptions.Estimator {
  /// The estimators that are asked if none is named: all, those on predictors only where there are some.
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
