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
      /// Not stored for the larger blocks, which then count with their smallest size.
      var ess_bulk: [Double]?
      var ess_bulk_min: Double?

      func size(_ at: Int) -> Double? { ess_bulk?[at] ?? ess_bulk_min }
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
      for (at, mean) in block.mean.enumerated() {
        let place = try indices(name.extent, at, model, reference)
        // The intercept of the baseline geo is zero on both sides.
        if name.extent == .geo && place == [model.design.baselineGeo + 1] { continue }
        let ours = ([name.ours] + place.map(String.init)).joined(separator: ".")
        let found = try sampling.summary(ours)
        expectClose(
          ours, found.mean, found.standardDeviation / found.essBulk.squareRoot(), mean,
          sd: block.sd[at], size: try #require(block.size(at)))
        compared += 1
      }
    }
    #expect(compared == (isGeo ? 176 : 20))
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

  /// What a block has an entry for; pairs vary in their second part first.
  private enum Extent {
    case one, knot, channel, control, geo, geoChannel, geoControl
  }

  private func names(
    isGeo: Bool
  ) -> [(theirs: String, ours: String, extent: Extent)] {
    let common: [(String, String, Extent)] = [
      ("roi_m", "roi", .channel), ("alpha_m", "alpha", .channel), ("ec_m", "ec", .channel),
      ("beta_gm", "beta", isGeo ? .geoChannel : .channel), ("sigma", "sigma", .one),
      ("knot_values", "knots", .knot), ("gamma_c", "gamma", .control),
    ]
    guard isGeo else { return common }
    return common + [
      ("eta_m", "eta", .channel), ("tau_g", "tau", .geo), ("xi_c", "xi", .control),
      ("gamma_gc", "gamma_geo", .geoControl),
    ]
  }

  /// The indices of our parameter at a place of their flattened block, as in the draws' names.
  private func indices(
    _ extent: Extent, _ at: Int, _ model: MediaMixModel, _ reference: Reference
  ) throws -> [Int] {
    let data = model.data
    let channels = try #require(reference.posterior["roi_m"]?.coords?.channel)
    let controls = try #require(reference.posterior["gamma_c"]?.coords?.control)
    let geos = try #require(reference.posterior["tau_g"]?.coords?.geo)
    func index(_ name: String, _ ours: [String]) throws -> Int {
      try #require(ours.firstIndex(of: name)) + 1
    }
    let (c, j) = (channels.count, controls.count)
    return switch extent {
    case .one: []
    case .knot: [at + 1]
    case .channel: [try index(channels[at], data.channels)]
    case .control: [try index(controls[at], data.controls)]
    case .geo: [try index(geos[at], data.geos)]
    case .geoChannel:
      [try index(geos[at / c], data.geos), try index(channels[at % c], data.channels)]
    case .geoControl:
      [try index(geos[at / j], data.geos), try index(controls[at % j], data.controls)]
    }
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
          sampling.quantities, index.term(c, QuantityIndex.contribution), of: index.count))
      expectClose(
        "contribution of \(name)", found.mean,
        found.standardDeviation / found.essBulk.squareRoot(), theirs.values[at][0],
        sd: roi.sd[at] * model.data.totalSpend(c), size: sizes[at])
    }
  }
}
