import Foundation
import MediaMix
import TestSupport
import Testing

/// Term-by-term agreement with Meridian 2.1's joint log density, on data outside the repository.
@Suite(.enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA to the folder of peer data"))
struct ParityTests {
  struct Reference: Decodable {
    struct Point: Decodable {
      struct Values: Decodable {
        var knot_values: [Double]
        var sigma: Double
        var tau_g_excl_baseline: [Double]
        var alpha_m: [Double]
        var ec_m: [Double]
        var eta_m: [Double]
        var slope_m: [Double]
        var beta_gm_dev: [[Double]]
        var roi_m: [Double]
        var gamma_c: [Double]
        var xi_c: [Double]
        var gamma_gc_dev: [[Double]]
      }
      var values: Values
      var log_density: Double
      var parts: [String: Double]
    }
    var control_order: [String]
    var points: [Point]
  }

  @Test("national log density agrees with Meridian's to 1e-9")
  func national() throws {
    let (model, reference) = try load("national")
    for point in reference.points {
      let parts = try model.design.logDensityParts(at: parameters(point.values, model, reference))
      let likelihood = try #require(point.parts["likelihood"])
      let ours = try #require(parts["likelihood"])
      #expect(isRelativelyClose(ours, likelihood, 1e-9))
      var prior = parts.filter { $0.key != "likelihood" }.values.reduce(0, +)
      // Meridian keeps the deviations of its one geo as inert standard normals.
      let inert = point.values.beta_gm_dev.flatMap { $0 } + point.values.gamma_gc_dev.flatMap { $0 }
      prior += inert.reduce(0) { $0 - 0.5 * $1 * $1 - 0.5 * log(2 * Double.pi) }
      let theirs = try #require(point.parts["prior_total"])
      #expect(isRelativelyClose(prior, theirs, 1e-9))
    }
  }

  @Test("geo log density agrees with Meridian's to 1e-9, term by term")
  func geo() throws {
    let (model, reference) = try load("geo")
    let names = [
      "likelihood": "likelihood", "knot_values": "knots", "sigma": "sigma",
      "tau_g_excl_baseline": "geoIntercept", "alpha_m": "alpha", "ec_m": "halfSaturation",
      "eta_m": "geoSpread", "slope_m": "slope", "beta_gm_dev": "deviation", "roi_m": "strength",
      "gamma_c": "control", "xi_c": "controlSpread", "gamma_gc_dev": "controlDeviation",
    ]
    for point in reference.points {
      let parts = try model.design.logDensityParts(at: parameters(point.values, model, reference))
      for (theirs, value) in point.parts {
        let name = try #require(names[theirs])
        let ours = try #require(parts[name])
        #expect(isRelativelyClose(ours, value, 1e-9), "\(theirs): \(ours) against \(value)")
      }
      let total = parts.values.reduce(0, +)
      #expect(isRelativelyClose(total, point.log_density, 1e-9))
    }
  }

  private func load(_ level: String) throws -> (MediaMixModel, Reference) {
    (
      try PeerModel.load(level),
      try PeerModel.decode(Reference.self, "mmm/reference/meridian_\(level)_logdensity.json")
    )
  }

  private func parameters(
    _ v: Reference.Point.Values, _ model: MediaMixModel, _ reference: Reference
  ) throws -> MediaMixParameters {
    // Our controls are in order of name; Meridian's in the order it says.
    let order = try model.data.controls.map { name in
      try #require(reference.control_order.firstIndex(of: name))
    }
    let isGeo = model.data.geoCount > 1
    let deviations = (0..<4).flatMap { c in v.beta_gm_dev.map { $0[c] } }
    return MediaMixParameters(
      strength: v.roi_m, alpha: v.alpha_m, halfSaturation: v.ec_m, slope: v.slope_m,
      geoSpread: v.eta_m, deviation: isGeo ? deviations : [], sigma: [v.sigma],
      controlSpread: isGeo ? order.map { v.xi_c[$0] } : [], knots: v.knot_values, fourier: [],
      control: order.map { v.gamma_c[$0] }, geoIntercept: v.tau_g_excl_baseline,
      controlDeviation: isGeo ? v.gamma_gc_dev.flatMap { row in order.map { row[$0] } } : [])
  }
}
