import Foundation
import GeoLift
import Inference
import LinearAlgebra
import Probability
import TestSupport
import Testing

/// Series of a few donors for tests of the sampler.
private enum SamplerStudy {
  static let periods = 20

  static var options: StructuralOptions {
    var options = StructuralOptions()
    options.expectedDonors = 1.5
    // A slab, noise and steps of a size that the data can tell, so that mistakes show.
    options.slabObservations = 1
    options.noiseDegrees = 6
    options.stepDegrees = 6
    options.stepDeviation = 0.3
    return options
  }

  static var donors: Matrix {
    var stream = RandomStream(seed: 4, stream: 4)
    var shared = 0.0
    let rows = (0..<periods).map { _ in
      shared += 0.5 * stream.standardNormal()
      return (0..<4).map { _ in shared + stream.standardNormal() }
    }
    return Matrix(rows: periods, columns: 4) { rows[$0][$1] }
  }

  /// Named numbers of a sampler's state.
  static func quantities(_ sampler: StructuralSampler) -> [(name: String, value: Double)] {
    let last = sampler.path.states.count - sampler.path.dimension
    return [
      ("log_noise", log(sampler.variances.noise)), ("log_step", log(sampler.variances.steps[0])),
      ("last_level", sampler.path.states[last]),
      ("donors", Double(sampler.coefficients.count { $0 != 0 })),
      ("coefficient.1", sampler.coefficients[0]), ("coefficient.2", sampler.coefficients[1]),
      ("product", sampler.coefficients[0] * sampler.target[7]),
    ]
  }

  /// The rank of each true number among fifteen draws, anywhere among those that equal it.
  ///
  /// A coin for each tie would not do: ranks would heap in the middle of the ties, of which coefficients
  /// that are zero have many.
  static func ranks(
    seed: UInt64, truth: StructuralOptions, fitted: StructuralOptions
  ) -> [(name: String, rank: Int)] {
    var stream = RandomStream(seed: seed, stream: 1)
    var real = StructuralSampler(
      donors: donors, target: [Double](repeating: 0, count: periods), options: truth, &stream)
    real.drawTarget(&stream)
    let truths = quantities(real)
    var chain = StructuralSampler(
      donors: donors, target: real.target, options: fitted, &stream)
    for _ in 0..<60 { chain.sweep(&stream) }
    var below = truths.map { _ in 0 }
    var ties = below
    for _ in 0..<15 {
      for _ in 0..<12 { chain.sweep(&stream) }
      for (i, quantity) in quantities(chain).enumerated() {
        if quantity.value < truths[i].value { below[i] += 1 }
        if quantity.value == truths[i].value { ties[i] += 1 }
      }
    }
    return truths.indices.map { i in
      (truths[i].name, below[i] + Int(stream.uniform() * Double(ties[i] + 1)))
    }
  }

  /// The p-value of a chi-squared test of uniform ranks, a quantity.
  static func pValues(
    replications: Int, truth: StructuralOptions, fitted: StructuralOptions
  ) throws -> [(name: String, p: Double)] {
    let all = (0..<replications).map {
      ranks(seed: 1000 + UInt64($0), truth: truth, fitted: fitted)
    }
    let expected = Double(replications) / 16
    let law = try Gamma(shape: 7.5, rate: 0.5)
    return all[0].indices.map { i in
      var counts = [Double](repeating: 0, count: 16)
      for ranks in all { counts[ranks[i].rank] += 1 }
      let statistic = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
      return (all[0][i].name, 1 - law.cdf(statistic))
    }
  }
}

@Suite("Sampler of a structural time series") struct StructuralSamplerTests {
  private static var kinds: [(StructuralOptions.Trend, Int)] { [(.level, 1), (.slope, 4)] }

  private func options(_ kind: (StructuralOptions.Trend, Int)) -> StructuralOptions {
    var options = SamplerStudy.options
    (options.trend, options.season) = kind
    // A slope that moves as much would make the series thousands of times as large as its noise.
    if options.trend == .slope { options.stepDeviation = 0.03 }
    return options
  }

  @Test("ranks of truths from the prior are uniform (quick: 160 data sets)", arguments: kinds)
  func calibration(trend: StructuralOptions.Trend, season: Int) throws {
    let options = options((trend, season))
    let found = try SamplerStudy.pValues(replications: 160, truth: options, fitted: options)
    for (name, p) in found { #expect(p > 1e-3 / Double(found.count), "\(name) \(p)") }
  }

  @Test("ranks show a prior that is not the data's") func planted() throws {
    var other = SamplerStudy.options
    other.stepDeviation = 0.6
    let found = try SamplerStudy.pValues(
      replications: 160, truth: SamplerStudy.options, fitted: other)
    #expect(found.contains { $0.name == "log_step" && $0.p < 1e-4 }, "\(found)")
  }

  @Test("sweeps and redrawn data leave the prior as it is", arguments: kinds)
  func gewekeQuick(trend: StructuralOptions.Trend, season: Int) {
    expectPriorKept(options((trend, season)), draws: 6000)
  }

  /// Geweke's joint distribution test (2004, doi:10.1198/016214504000001132): parameters whose data are
  /// redrawn after each sweep are draws from the prior.
  private func expectPriorKept(_ options: StructuralOptions, draws: Int) {
    let donors = SamplerStudy.donors
    let zero = [Double](repeating: 0, count: donors.rows)
    var stream = RandomStream(seed: 77, stream: 2)
    var prior: [[Double]] = []
    for _ in 0..<draws {
      var sampler = StructuralSampler(donors: donors, target: zero, options: options, &stream)
      sampler.drawTarget(&stream)
      prior.append(SamplerStudy.quantities(sampler).map(\.value))
    }
    var sampler = StructuralSampler(donors: donors, target: zero, options: options, &stream)
    sampler.drawTarget(&stream)
    var successive: [[Double]] = []
    for _ in 0..<draws {
      sampler.sweep(&stream)
      sampler.drawTarget(&stream)
      successive.append(SamplerStudy.quantities(sampler).map(\.value))
    }
    for (i, quantity) in SamplerStudy.quantities(sampler).enumerated() {
      for (power, label) in [(1.0, "mean"), (2.0, "square")] {
        // A coefficient over a heavy-tailed noise has no fourth moment to speak of: bounded here.
        let moment: ([Double]) -> Double = {
          power == 1 ? atan($0[i]) : atan($0[i]) * atan($0[i])
        }
        let one = Diagnostics.summary([prior.map(moment)])
        let other = Diagnostics.summary([successive.map(moment)])
        let error =
          (one.mcseMean * one.mcseMean + other.mcseMean * other.mcseMean).squareRoot()
        #expect(
          abs(one.mean - other.mean) < 4.5 * error,
          "\(quantity.name) \(label): \(one.mean) \(other.mean) \(error)")
      }
    }
  }

  @Test(
    "all studies at full size",
    .enabled(if: SlowGroup.isEnabled, "set LIFTWERK_SLOW for the slow group"))
  func slow() throws {
    for kind in Self.kinds {
      let options = options(kind)
      let start = SlowGroup.processorSeconds
      let found = try SamplerStudy.pValues(replications: 4000, truth: options, fitted: options)
      SlowGroup.log(
        "calibration of bsts, \(kind)", seconds: SlowGroup.processorSeconds - start,
        "4000 data sets, "
          + found.map { "\($0.name) \(String(format: "%.2g", $0.p))" }.joined(separator: ", "))
      for (name, p) in found { #expect(p > 1e-3 / Double(found.count), "\(name) \(p)") }
      let before = SlowGroup.processorSeconds
      expectPriorKept(options, draws: 100_000)
      SlowGroup.log(
        "joint distribution of bsts, \(kind)", seconds: SlowGroup.processorSeconds - before,
        "100000 sweeps")
    }
  }
}
