import Foundation
import Inference
import MediaMix
import Probability
import Tables
import TestSupport
import Testing

/// The preset `pymc-marketing` against a run of PyMC-Marketing 1.3 on its own example, on data outside
/// the repository: the log density term by term, then the posterior.
///
/// Its saturation rate lambda is ln 3 / half saturation, and its beta a coefficient.
@Suite(.enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA to the folder of peer data"))
struct PyMCMarketingTests {
  struct Reference: Decodable {
    struct Parameter: Decodable {
      var ess_bulk: Double
      var ess_tail: Double
      var mean: Double
      var sd: Double
      var q05: Double
      var q50: Double
      var q95: Double
    }
    struct Point: Decodable {
      var intercept_contribution: Double
      var adstock_alpha: [Double]
      var saturation_lam: [Double]
      var saturation_beta: [Double]
      var gamma_control: [Double]
      var gamma_fourier: [Double]
      var y_sigma: Double
    }
    struct Check: Decodable {
      var point: Point
      var terms_no_jacobian: [String: Double]
    }
    struct Run: Decodable {
      var parameters: [String: Parameter]
      var logp_check: Check
    }
    var runs: [String: Run]
  }

  private func load() throws -> (MediaMixModel, Reference) {
    let table = try TableReader.read(path: SharedData.path("mmm/mmm_example.csv"))
    let options = MediaMixOptions(
      preset: .pymcMarketing, target: .init(column: "y"),
      channels: [
        "x1": .init(spend: "x1", maxLag: 7), "x2": .init(spend: "x2", maxLag: 7),
      ],
      controls: ["event_1", "event_2", "t"], baseline: .init(fourier: 2),
      sampler: .init(chains: 4, warmup: 500, draws: .count(4000), seed: 1))
    let data = try MediaMixData(
      table: table, columns: .init(time: "date_week"), options: options, currency: nil)
    return (
      try MediaMixModel(data: data, options: options),
      try PeerModel.decode(Reference.self, "mmm/reference/pymc_marketing_mmm_example.json")
    )
  }

  /// From their order of seasons (sines, then cosines) to ours (pairs).
  private static let pairs = [0, 2, 1, 3]

  @Test("the log density agrees with PyMC-Marketing's to 1e-9, term by term")
  func logDensity() throws {
    let (model, reference) = try load()
    for run in reference.runs.values {
      let theirs = run.logp_check.point
      let halves = theirs.saturation_lam.map { log(3) / $0 }
      let point = MediaMixParameters(
        strength: theirs.saturation_beta, alpha: theirs.adstock_alpha, halfSaturation: halves,
        slope: [0, 0], geoSpread: [0, 0], deviation: [], sigma: [theirs.y_sigma],
        controlSpread: [], knots: [theirs.intercept_contribution],
        fourier: Self.pairs.map { theirs.gamma_fourier[$0] }, control: theirs.gamma_control,
        geoIntercept: [], controlDeviation: [])
      var ours = try model.design.logDensityParts(at: point)
      // A density of lambda has another unit than one of ln 3 / lambda.
      let jacobian = halves.reduce(0) { $0 + log(log(3) / ($1 * $1)) }
      ours["halfSaturation"] = try #require(ours["halfSaturation"]) - jacobian
      let names = [
        "intercept_contribution": "knots", "adstock_alpha": "alpha",
        "saturation_lam": "halfSaturation", "saturation_beta": "strength",
        "gamma_control": "control", "gamma_fourier": "fourier", "y_sigma": "sigma",
        "y": "likelihood",
      ]
      let terms = run.logp_check.terms_no_jacobian
      #expect(Set(terms.keys) == Set(names.keys))
      for (name, value) in terms {
        let part = try #require(names[name])
        let found = try #require(ours[part])
        #expect(isRelativelyClose(found, value, 1e-9), "\(name): \(found) against \(value)")
      }
    }
  }

  @Test("posterior means, and quantiles along the ridge of x2, agree with PyMC-Marketing's")
  func posterior() async throws {
    let (model, reference) = try load()
    let sampling = try await MediaMixSampler(model: model, threads: 2).run()
    #expect(sampling.verdict.passed, "\(sampling.verdict)")
    for (sampler, run) in reference.runs {
      #expect(run.parameters.count == 15)
      for (name, theirs) in run.parameters {
        let table = try draws(of: name, sampling)
        let found = Diagnostics.summary(table)
        let error = found.standardDeviation / found.essBulk.squareRoot()
        let combined = (error * error + theirs.sd * theirs.sd / theirs.ess_bulk).squareRoot()
        #expect(
          abs(found.mean - theirs.mean) < 4 * combined + 0.01 * theirs.sd,
          "\(sampler), \(name): \(found.mean) against \(theirs.mean), error \(combined)")
        if name.hasSuffix("[x2]") && !name.hasPrefix("adstock") {
          compareQuantiles("\(sampler), \(name)", table, theirs)
        }
      }
    }
  }

  /// Their quantile's error is ours, scaled by the effective sizes.
  private func compareQuantiles(
    _ name: String, _ table: [[Double]], _ theirs: Reference.Parameter
  ) {
    let diagnostics = Diagnostics(chains: table.count, draws: table[0].count)
    for (probability, value, size) in [
      (0.05, theirs.q05, theirs.ess_tail), (0.5, theirs.q50, theirs.ess_bulk),
      (0.95, theirs.q95, theirs.ess_tail),
    ] {
      let found = Quantile.at([probability], of: table.flatMap { $0 })[0]
      let error = diagnostics.mcseQuantile(table, probability: probability)
      let own = diagnostics.essQuantile(table, probability: probability)
      let combined = error * (1 + own / size).squareRoot()
      #expect(
        abs(found - value) < 4 * combined + 0.01 * theirs.sd,
        "\(name), quantile \(probability): \(found) against \(value), error \(combined)")
    }
  }

  /// Our draws of one of their parameters.
  private func draws(of name: String, _ sampling: MediaMixSampling) throws -> [[Double]] {
    let names = [
      "intercept_contribution": "knots.1", "adstock_alpha[x1]": "alpha.1",
      "adstock_alpha[x2]": "alpha.2", "saturation_lam[x1]": "ec.1", "saturation_lam[x2]": "ec.2",
      "saturation_beta[x1]": "beta.1", "saturation_beta[x2]": "beta.2",
      "gamma_control[event_1]": "gamma.1", "gamma_control[event_2]": "gamma.2",
      "gamma_control[t]": "gamma.3", "gamma_fourier[sin_1]": "fourier.1",
      "gamma_fourier[cos_1]": "fourier.2", "gamma_fourier[sin_2]": "fourier.3",
      "gamma_fourier[cos_2]": "fourier.4", "y_sigma": "sigma",
    ]
    let ours = try #require(names[name], "\(name)")
    let index = sampling.parameterIndex
    let place = try #require(index.entries.firstIndex { $0.name == ours })
    let table = MediaMixSampling.column(sampling.parameters, place, of: index.count)
    guard name.hasPrefix("saturation_lam") else { return table }
    return table.map { $0.map { log(3) / $0 } }
  }
}
