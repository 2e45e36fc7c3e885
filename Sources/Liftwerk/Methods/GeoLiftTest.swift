import Findings
public import GeoLift
public import Interchange
import Probability
import Runs

/// How a finished geo test becomes a lift test.
public struct GeoLiftTest: Sendable {
  /// The channels whose spend was changed; for several cells, each cell's own if empty.
  public var channels: [String]
  /// What the test is called; made of channels and dates if nil.
  public var name: String?
  /// The estimator that is believed; the first with an estimate if nil.
  public var estimator: GeoOptions.Estimator?
  /// Whether the channels ran in the treated geos only, so that the test is one of the whole market:
  /// journeys and national data do not tell geos.
  public var isWholeMarket: Bool

  /// Says how.
  public init(
    channels: [String], name: String? = nil, estimator: GeoOptions.Estimator? = nil,
    isWholeMarket: Bool = false
  ) {
    self.channels = channels
    self.name = name
    self.estimator = estimator
    self.isWholeMarket = isWholeMarket
  }

  /// The lift tests of a run, one for each cell.
  ///
  /// The lift is `geo.incremental` of the estimator; its standard error is half the width of that
  /// finding's interval over the normal quantile of the interval's level. A campaign that was new, or
  /// that geos were held out of, is compared with none: `holdout` with masked cells, or `go-dark` of the
  /// geos held out. A change of spend is a `heavy-up` with treated over usual spend as its factor.
  ///
  /// - Throws: `LiftwerkError` with code `withheld` where a number is missing that a test must have.
  public func tests(of result: RunResult, options: GeoOptions) throws(LiftwerkError) -> [LiftTest] {
    guard result.manifest.outcome == .ok else {
      throw Self.refusal(
        "numbers of the run are withheld or forced", "Make a run that passes its gates.")
    }
    if options.cells.isEmpty { return [try test(result, options, arm: nil)] }
    var tests: [LiftTest] = []
    for arm in options.cells.keys.sorted() {
      tests.append(try test(result, options, arm: arm))
    }
    return tests
  }

  private func test(
    _ result: RunResult, _ options: GeoOptions, arm: String?
  ) throws(LiftwerkError) -> LiftTest {
    let numbers = RunNumbers(result: result, arm: arm)
    let names = (estimator.map { [$0] } ?? options.estimators).map(\.rawValue)
    guard let model = names.first(where: { numbers.effect($0)?.value != nil }),
      let finding = numbers.effect(model), let value = finding.value, let period = finding.period
    else {
      throw Self.refusal(
        "\(names.joined(separator: ", ")): there is no estimate",
        "Choose another estimator with --by.")
    }
    guard let interval = finding.interval,
      let normal = try? Normal(mean: 0, standardDeviation: 1)
    else {
      throw Self.refusal(
        "\(model) has no interval, so the error of its estimate is not known",
        "Choose an estimator that has one with --by, lower the level, or export a longer history.")
    }
    let channels = self.channels.isEmpty ? arm.map { [$0] } ?? [] : self.channels.sorted()
    guard !channels.isEmpty else {
      throw LiftwerkError(.usage, "Name the channels that were tested with --channels.")
    }
    let geos = (arm.flatMap { options.cells[$0] } ?? options.test.treated).sorted()
    if isWholeMarket { try checkWholeMarket(options, numbers) }
    let base = name ?? "geo \(channels.joined(separator: "+")) \(period.from)"
    let error =
      (interval.upper - interval.lower) / 2 / normal.quantile((1 + interval.level) / 2)
    let change = try SpendChange(options.kind, numbers)
    return LiftTest(
      name: name != nil && arm != nil ? "\(base) \(arm ?? "")" : base, kind: change.kind,
      channels: channels, geos: isWholeMarket ? nil : geos, from: period.from, to: period.to,
      spendFactor: change.factor, usualSpend: change.usual,
      lift: value * (options.kind == .holdout ? -1 : 1), standardError: error,
      panelCells: change.kind == .holdout ? .mask : nil,
      source: "liftwerk run \(result.manifest.run), \(model)")
  }

  private func checkWholeMarket(
    _ options: GeoOptions, _ numbers: RunNumbers
  ) throws(LiftwerkError) {
    let elsewhere = numbers.spend("elsewhere") ?? 0
    guard options.kind != .holdout, options.cells.isEmpty, elsewhere == 0 else {
      throw Self.refusal(
        "the channels ran in other geos too, so this is no test of the whole market",
        "Leave --whole-market out.")
    }
  }

  static func refusal(_ what: String, _ remedy: String) -> LiftwerkError {
    LiftwerkError(.withheld, "Not added to the experiments: \(what). \(remedy)")
  }
}

/// The findings of a run, or of a cell of it.
private struct RunNumbers {
  let result: RunResult
  let arm: String?

  func effect(_ model: String) -> Finding? { find("geo.incremental", ["model": model]) }
  func spend(_ metric: String) -> Double? { find("geo.spend", ["metric": metric])?.value }

  private func find(_ id: String, _ subject: [String: String]) -> Finding? {
    var subject = subject
    subject["arm"] = arm
    return result.document.findings.first { $0.id == id && $0.subject == subject }
  }
}

/// How spend was changed, in the words of a lift test.
private struct SpendChange {
  var kind: LiftTest.Kind
  var factor: Double?
  var usual: Double?

  init(_ kind: GeoTestKind, _ numbers: RunNumbers) throws(LiftwerkError) {
    guard kind != .new else {
      self.kind = .holdout
      return
    }
    let treated = numbers.spend("treated")
    let usual = numbers.spend("usual").flatMap { $0 > 0 ? $0 : nil }
    let isStop = kind != .heavyUp && (treated ?? 0) == 0
    if isStop {
      self.kind = .goDark
      self.usual = usual
      return
    }
    guard let treated, let usual, treated != usual else {
      throw GeoLiftTest.refusal(
        "treated and usual spend are not both known, or are the same",
        "Name the column of spend with --spend, and the change with --spend-change where the column "
          + "cannot tell it.")
    }
    self.kind = .heavyUp
    factor = treated / usual
  }
}
