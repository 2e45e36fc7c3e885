import Experiments
import Findings
import Foundation
import Probability
import Tables
import TestSupport
import Testing

@Suite("Uplift")
struct UpliftTests {
  /// Units whose effect depends on one of three features, and that effect by unit.
  private func crowd(
    _ count: Int, slope: Double, isBinary: Bool = false, seed: UInt64 = 4
  ) -> (rows: [[Double]], arms: [String], outcome: [Double]) {
    var stream = RandomStream(seed: seed, stream: 0)
    var (rows, arms, outcome): ([[Double]], [String], [Double]) = ([], [], [])
    for _ in 0..<count {
      let x = (0..<3).map { _ in stream.standardNormal() }
      let treated = stream.uniform() < 0.4
      let effect: Double = treated ? 0.5 + slope * x[0] : 0
      let mean: Double = x[1] + effect
      rows.append(x)
      arms.append(treated ? "mail" : "none")
      if isBinary {
        let chance = 1 / (1 + exp(1 - mean))
        outcome.append(stream.uniform() < chance ? 1 : 0)
      } else {
        outcome.append(mean + stream.standardNormal())
      }
    }
    return (rows, arms, outcome)
  }

  private func table(
    _ crowd: (rows: [[Double]], arms: [String], outcome: [Double]), order: [Int]? = nil,
    scale: Double = 1
  ) -> Table {
    let order = order ?? Array(crowd.arms.indices)
    return Table(
      source: "units.csv",
      columns: [
        ("arm", .texts(order.map { crowd.arms[$0] })),
        ("y", .numbers(order.map { scale * crowd.outcome[$0] })),
        ("a", .numbers(order.map { crowd.rows[$0][0] })),
        ("b", .numbers(order.map { crowd.rows[$0][1] })),
        ("town", .texts(order.map { crowd.rows[$0][2] > 0 ? "Bonn" : "Ulm" })),
      ])
  }

  private var options: UpliftOptions {
    var options = UpliftOptions(
      arm: "arm", control: "none", treatment: "mail", outcome: "y", features: ["a", "b", "town"])
    (options.groups, options.shares) = (5, ["none": 0.6, "mail": 0.4])
    return options
  }

  private func analysed(_ table: Table, threads: Int = 2) async throws -> UpliftAnalysis {
    try await UpliftAnalysis(UpliftData(table, options: options), options, threads: threads)
  }

  @Test("curves and areas of four units are those by hand")
  func byHand() {
    let data = UpliftData(
      features: [[4], [3], [2], [1]], isTreated: [true, false, true, false],
      outcome: [1, 0, 0, 1])
    let curve = UpliftCurve(data, UpliftRanking([4, 3, 2, 1])) { _ in 1 }
    #expect(curve.qini == [0, 0.5, 0.5, 0.5, 0])
    #expect(curve.uplift == [0, 0.25, 0.5, 0.375, 0])
    #expect(isClose(curve.qiniArea, 0.375, 1e-15))
    #expect(isClose(curve.upliftArea, 0.28125, 1e-15))
    let flat = UpliftCurve(data, UpliftRanking([1, 1, 1, 1])) { _ in 1 }
    #expect(flat.qiniArea == 0 && flat.upliftArea == 0)
  }

  @Test("every learner orders units by their effect, and the segments show it")
  func learns() async throws {
    for isBinary in [false, true] {
      let slope = isBinary ? 1.5 : 0.8
      let analysis = try await analysed(table(crowd(4_000, slope: slope, isBinary: isBinary)))
      #expect(analysis.learned.count == 4)
      for learned in analysis.learned {
        #expect(learned.qiniLimits.lower > 0, "\(learned.learner)")
        #expect(learned.upliftLimits.lower > 0)
        let seen = learned.segments.compactMap(\.observed)
        #expect(seen.count == 5)
        let gap = seen[0] - seen[4]
        #expect(gap > 0.2)
        let sizes = learned.segments.map { $0.treated + $0.control }
        let total = sizes.reduce(0, +)
        #expect(total == 4_000)
        for segment in learned.segments {
          let limits = try #require(segment.limits)
          let width = limits.upper - limits.lower
          #expect(limits.lower - width < segment.predicted)
          #expect(segment.predicted < limits.upper + width)
        }
      }
    }
  }

  @Test("where all effects are alike no area is clearly above zero")
  func alike() async throws {
    var options = options
    options.learners = [.two]
    var (clear, below) = (0, 0)
    for seed in 0..<200 {
      let data = try UpliftData(table(crowd(500, slope: 0, seed: UInt64(seed))), options: options)
      let limits = try await UpliftAnalysis(data, options, threads: 2).learned[0].qiniLimits
      clear += limits.lower > 0 ? 1 : 0
      below += limits.upper < 0 ? 1 : 0
    }
    // Of 200 ten are expected on a side; three Monte Carlo errors above are nineteen.
    #expect(clear <= 19, "\(clear) above, \(below) below")
    #expect(below <= 40, "\(below)")
  }

  @Test("neither the order of rows nor the number of threads changes a bit; a scale scales")
  func invariance() async throws {
    let crowd = crowd(600, slope: 0.8)
    var stream = RandomStream(seed: 8, stream: 0)
    let order = Array(0..<600).shuffled(using: &stream)
    let one = try await analysed(table(crowd), threads: 1)
    #expect(one == (try await analysed(table(crowd, order: order), threads: 3)))
    let scaled = try await analysed(table(crowd, scale: 4))
    for (a, b) in zip(one.learned, scaled.learned) {
      #expect(isClose(4 * a.curve.qiniArea, b.curve.qiniArea, 1e-8))
    }
  }

  @Test("regressions solve their equations")
  func regressions() throws {
    let crowd = crowd(300, slope: 1, isBinary: true)
    let linear = try PenalisedRegression.linear(crowd.rows, crowd.outcome, penalty: 3)
    let logistic = try PenalisedRegression.logistic(crowd.rows, crowd.outcome, penalty: 3)
    for fit in [linear, logistic] {
      let rest = zip(crowd.rows, crowd.outcome).map { $1 - fit.predict($0) }
      let sum = rest.reduce(0, +)
      #expect(abs(sum) < 1e-5)
      for feature in 0..<3 {
        var slope = -3 * fit.coefficients[feature + 1]
        for (row, residual) in zip(crowd.rows, rest) { slope += row[feature] * residual }
        #expect(abs(slope) < 1e-5)
      }
    }
  }

  @Test("few units, a constant outcome and options that contradict themselves are refused")
  func refusals() {
    let few = crowd(60, slope: 1)
    #expect(throws: ExperimentError.self) { try UpliftData(table(few), options: options) }
    let many = crowd(400, slope: 1)
    #expect(throws: ExperimentError.self) {
      try UpliftData(table(many, scale: 0), options: options)
    }
    let changes: [(inout UpliftOptions) -> Void] = [
      { $0.features = [] }, { $0.features = ["y"] }, { $0.treatment = "none" }, { $0.folds = 1 },
      { $0.penalty = 0 }, { $0.learners = [] }, { $0.level = 1 }, { $0.target = 1 },
      { ($0.segments, $0.slices) = (["town"], ["town"]) }, { $0.treatment = "male" },
      { $0.features = ["arm"] },
    ]
    for change in changes {
      var options = options
      change(&options)
      #expect(throws: ExperimentError.self) { try UpliftData(table(many), options: options) }
    }
  }

  @Test("findings have keys of their own, in both languages")
  func findings() async throws {
    let analysis = try await analysed(table(crowd(400, slope: 1)))
    for language in Language.allCases {
      let findings = analysis.findings(language: language)
      #expect(findings.count == 3 + 4 * 12)
      #expect(Set(findings.map(\.key)).count == findings.count)
      #expect(findings.allSatisfy { $0.text.hasSuffix(".") })
    }
  }

  @Test("segments and slices have sizes that add up, and small ones are withheld")
  func slices() async throws {
    var options = options
    (options.slices, options.learners, options.smallestSlice) = (["town"], [.two], 100)
    let crowd = crowd(1_000, slope: 1)
    let analysis = try await UpliftAnalysis(
      UpliftData(table(crowd), options: options), options, threads: 2)
    #expect(analysis.slices.map(\.value) == ["Bonn", "Ulm"])
    let sizes = analysis.slices.map { Double($0.units.treated + $0.units.control) }
    #expect(sizes.reduce(0, +) == 1_000)
    let targeted = zip(analysis.slices, sizes).reduce(0) { $0 + ($1.0.targeted ?? 0) * $1.1 }
    #expect(isClose(targeted, 300, 1e-9))
    options.smallestSlice = 800
    let strict = try await UpliftAnalysis(
      UpliftData(table(crowd), options: options), options, threads: 2)
    let findings = strict.findings(language: .en)
    for slice in ["town=Bonn", "town=Ulm"] {
      let mine = findings.filter { $0.subject["segment"] == slice }
      #expect(
        mine.filter { $0.status == .withheld }.map(\.id) == [
          "uplift.effect", "uplift.targeted_share",
        ])
      #expect(mine.first?.id == "uplift.units" && mine.first?.status == .ok)
    }
    let order = Array((0..<1_000).reversed())
    let turned = try await UpliftAnalysis(
      UpliftData(table(crowd, order: order), options: options), options, threads: 1)
    #expect(turned.findings(language: .en) == findings)
  }

  @Test("arms of unplanned sizes withhold all but sizes; sections show only what there is")
  func gate() async throws {
    var options = options
    (options.shares, options.learners, options.slices) = ([:], [.single], ["town"])
    let analysis = try await UpliftAnalysis(
      UpliftData(table(crowd(1_000, slope: 1)), options: options), options, threads: 2)
    let findings = analysis.findings(language: .en)
    #expect(analysis.gateReasons.count == 1 && analysis.figures().isEmpty)
    for finding in findings {
      let isSize = ["uplift.units", "uplift.srm"].contains(finding.id)
      #expect((finding.status == .ok) == isSize, "\(finding.id)")
    }
    let keys = Set(findings.map(\.key))
    for case .table(let grid) in analysis.sections().flatMap(\.blocks) {
      #expect(grid.rows.allSatisfy { $0.count == grid.columns.count })
      for case .value(let key) in grid.rows.joined() { #expect(keys.contains(key)) }
    }
  }
}
