import Foundation
import Inference
import MediaMix
import TestSupport
import Testing

/// Posterior means against a run of Meridian 2.1, on data outside the repository.
///
/// A mean may differ by four combined Monte Carlo standard errors and 1 % of its standard deviation;
/// the errors are sd / sqrt(bulk ESS) on both sides.
@Suite(.enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA to the folder of peer data"))
struct PosteriorParityTests {
  /// The parts of the peer's result that are compared.
  struct Reference: Decodable {
    struct Block: Decodable {
      struct Coordinates: Decodable {
        var channel: [String]?
        var geo: [String]?
        var control: [String]?

        enum CodingKeys: String, CodingKey {
          case channel = "media_channel"
          case geo
          case control = "control_variable"
        }
      }
      var coords: Coordinates?
      var mean: [Double]
      var sd: [Double]
      var ess_bulk: [Double]?
    }
    struct Summary: Decodable {
      struct Coordinates: Decodable { var channel: [String] }
      var coords: Coordinates
      var values: [[Double]]
    }
    struct Summaries: Decodable { var incremental_outcome: Summary }
    var posterior: [String: Block]
    var summary_metrics: Summaries
  }

  @Test("posterior means agree with Meridian's", arguments: ["national", "geo"])
  func means(_ level: String) async throws {
    let isGeo = level == "geo"
    let model = try PeerModel.load(level) {
      $0.sampler = .init(chains: 4, warmup: 500, draws: .count(2000), seed: 1)
    }
    let sampling = try await MediaMixSampler(model: model, threads: 2).run()
    let reference = try PeerModel.decode(
      Reference.self, "mmm/reference/meridian_\(level).json")
    var compared = 0
    for name in names(isGeo: isGeo) {
      let block = try #require(reference.posterior[name.theirs])
      let sizes = try #require(block.ess_bulk)
      for (at, mean) in block.mean.enumerated() {
        guard let ours = try ourName(name, block, at, model) else { continue }
        let found = try sampling.summary(ours)
        expectClose(
          ours, found.mean, found.standardDeviation / found.essBulk.squareRoot(), mean,
          sd: block.sd[at], size: sizes[at])
        compared += 1
      }
    }
    #expect(compared == (isGeo ? 181 : 20))
    try compareContributions(sampling, model, reference)
  }

  private func expectClose(
    _ name: String, _ mean: Double, _ error: Double, _ theirs: Double, sd: Double, size: Double
  ) {
    let combined = (error * error + sd * sd / size).squareRoot()
    let difference = abs(mean - theirs)
    #expect(
      difference < 4 * combined + 0.01 * sd,
      "\(name): \(mean) against \(theirs), \(difference / combined) standard errors")
  }

  private struct Name {
    var theirs: String
    var ours: String
  }

  private func names(isGeo: Bool) -> [Name] {
    var names = [
      Name(theirs: "roi_m", ours: "roi"), Name(theirs: "alpha_m", ours: "alpha"),
      Name(theirs: "ec_m", ours: "ec"), Name(theirs: "beta_gm", ours: "beta"),
      Name(theirs: "sigma", ours: "sigma"), Name(theirs: "knot_values", ours: "knots"),
      Name(theirs: "gamma_c", ours: "gamma"),
    ]
    if isGeo {
      names += [
        Name(theirs: "eta_m", ours: "eta"), Name(theirs: "tau_g", ours: "tau"),
        Name(theirs: "xi_c", ours: "xi"), Name(theirs: "gamma_gc", ours: "gamma_geo"),
      ]
    }
    return names
  }

  /// The name of our parameter that stands at a place of their flattened block; nil for the
  /// baseline geo's intercept, which is zero.
  private func ourName(
    _ name: Name, _ block: Reference.Block, _ at: Int, _ model: MediaMixModel
  ) throws -> String? {
    let data = model.data
    func index(_ names: [String], _ ours: [String], _ at: Int) throws -> Int {
      try #require(ours.firstIndex(of: names[at])) + 1
    }
    let coords = block.coords
    let (channels, controls) = (coords?.channel, coords?.control)
    let inner =
      try channels.map { try index($0, data.channels, at % $0.count) }
      ?? controls.map { try index($0, data.controls, at % $0.count) }
    guard let geos = coords?.geo, data.geoCount > 1 else {
      guard name.ours != "sigma" else { return "sigma" }
      return "\(name.ours).\(inner ?? at + 1)"
    }
    let geo = try index(geos, data.geos, at / (channels?.count ?? controls?.count ?? 1))
    if name.ours == "tau" && geo - 1 == model.design.baselineGeo { return nil }
    return "\(name.ours).\(geo)" + (inner.map { ".\($0)" } ?? "")
  }

  /// Contribution is ROI x spend on both sides, so its error is that of ROI times spend.
  private func compareContributions(
    _ sampling: MediaMixSampling, _ model: MediaMixModel, _ reference: Reference
  ) throws {
    let theirs = reference.summary_metrics.incremental_outcome
    let roi = try #require(reference.posterior["roi_m"])
    let sizes = try #require(roi.ess_bulk)
    let index = sampling.quantityIndex
    for (c, name) in model.data.channels.enumerated() {
      let at = try #require(theirs.coords.channel.firstIndex(of: name))
      let found = Diagnostics.summary(
        MediaMixSampling.column(
          sampling.quantities, index.channel(c, QuantityIndex.contribution), of: index.count))
      expectClose(
        "contribution of \(name)", found.mean,
        found.standardDeviation / found.essBulk.squareRoot(), theirs.values[at][0],
        sd: roi.sd[at] * model.data.totalSpend(c), size: sizes[at])
    }
  }
}
