import Foundation
import MediaMix
import Tables
import TestSupport
import Testing

/// Reach and frequency, organic media and treatments against Meridian 2.1's joint log density, on its
/// sample data, which are outside the repository; `Fixtures/make_meridian_terms.py` made the numbers.
@Suite(.enabled(if: SharedData.isPresent, "set LIFTWERK_SHARED_DATA to the folder of peer data"))
struct MeridianTermsTests {
  /// A number, a row of them, or a table.
  enum Values: Decodable {
    case number(Double)
    case row([Double])
    case table([[Double]])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let row = try? container.decode([Double].self) {
        self = .row(row)
      } else {
        self = .table(try container.decode([[Double]].self))
      }
    }

    var row: [Double] {
      switch self {
      case .number(let value): [value]
      case .row(let values): values
      case .table: []
      }
    }

    var table: [[Double]] { if case .table(let rows) = self { rows } else { [] } }
  }

  struct Reference: Decodable {
    struct Point: Decodable {
      var values: [String: Values]
      var parts: [String: Double]
    }
    var knots: Int
    var order: [String: [String]]
    var treatment_baseline: [Double]
    var points: [Point]
  }

  @Test("the log density of terms of every kind agrees with Meridian's to 1e-9, term by term")
  func density() throws {
    let reference = try reference()
    let model = try model(knots: reference.knots)
    let order = reference.order
    #expect(model.data.channels == (order["paid"] ?? []) + (order["rf"] ?? []))
    #expect(model.data.organic == (order["organic"] ?? []) + (order["organic_rf"] ?? []))
    #expect(model.data.treatments == order["treatment"])
    #expect(model.data.controls == order["control"])
    for point in reference.points {
      let parameters = parameters(point.values)
      var ours = try model.design.logDensityParts(at: parameters)
      ours["likelihood"] = model.design.logLikelihood(
        at: shifted(parameters, model, reference.treatment_baseline))
      for (name, theirs) in Self.names {
        let value = try theirs.reduce(0) { $0 + (try #require(point.parts[$1])) }
        let found = try #require(ours[name])
        #expect(isRelativelyClose(found, value, 1e-9), "\(name): \(found) against \(value)")
      }
      #expect(Set(Self.names.values.joined()) == Set(point.parts.keys))
    }
  }

  /// Our parts, and theirs that they are the sums of.
  private static let names = [
    "likelihood": ["y"], "knots": ["knot_values"], "sigma": ["sigma"],
    "geoIntercept": ["tau_g_excl_baseline"], "control": ["gamma_c"], "controlSpread": ["xi_c"],
    "controlDeviation": ["gamma_gc_dev"],
    "strength": ["roi_m", "roi_rf", "contribution_om", "contribution_orf", "contribution_n"],
    "alpha": ["alpha_m", "alpha_rf", "alpha_om", "alpha_orf"],
    "halfSaturation": ["ec_m", "ec_rf", "ec_om", "ec_orf"],
    "slope": ["slope_m", "slope_rf", "slope_om", "slope_orf"],
    "geoSpread": ["eta_m", "eta_rf", "eta_om", "eta_orf", "xi_n"],
    "deviation": ["beta_gm_dev", "beta_grf_dev", "beta_gom_dev", "beta_gorf_dev", "gamma_gn_dev"],
  ]

  private func reference() throws -> Reference {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/meridian_terms", withExtension: "json"))
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
  }

  private func model(knots: Int) throws -> MediaMixModel {
    var channels: [String: MediaMixOptions.Channel] = [:]
    for k in 0..<3 {
      channels["paid_\(k)"] = .init(spend: "media_spend_\(k)", exposure: "media_\(k)")
    }
    for k in 0..<2 {
      var channel = MediaMixOptions.Channel(spend: "rf_spend_\(k)")
      channel.media.reach = "reach_\(k)"
      channel.media.frequency = "frequency_\(k)"
      channels["rf_\(k)"] = channel
    }
    var organic: [String: MediaMixOptions.Organic] = [:]
    for k in 0..<4 {
      organic["organic_media_\(k)"] = .init(media: .init(exposure: "organic_media_\(k)"))
    }
    var media = MediaMixOptions.Media()
    media.reach = "organic_reach_0"
    media.frequency = "organic_frequency_0"
    organic["organic_rf"] = .init(media: media)
    let options = MediaMixOptions(
      preset: .meridian,
      target: .init(column: "kpi", kind: .conversions, value: .column("revenue_per_kpi")),
      channels: channels, organic: organic,
      treatments: [
        "non_media_0": .init(column: "non_media_0"), "non_media_1": .init(column: "non_media_1"),
      ],
      controls: ["control_0", "control_1"], baseline: .init(knots: .count(knots)))
    let table = try TableReader.read(
      path: SharedData.path("mmm/loader/sample_data_with_organic_and_non_media.csv"))
    let data = try MediaMixData(
      table: table, columns: .init(time: "time", geo: "geo", population: "population"),
      options: options, currency: nil)
    return try MediaMixModel(data: data, options: options)
  }

  private func parameters(_ values: [String: Values]) -> MediaMixParameters {
    func row(_ names: String...) -> [Double] { names.flatMap { values[$0]?.row ?? [] } }
    func deviations(_ name: String) -> [Double] {
      let table = values[name]?.table ?? []
      return (table.first ?? []).indices.flatMap { c in table.map { $0[c] } }
    }
    let none = [0.0, 0.0]
    return MediaMixParameters(
      strength: row("roi_m", "roi_rf", "contribution_om", "contribution_orf", "contribution_n"),
      alpha: row("alpha_m", "alpha_rf", "alpha_om", "alpha_orf") + none,
      halfSaturation: row("ec_m", "ec_rf", "ec_om", "ec_orf") + none,
      slope: row("slope_m", "slope_rf", "slope_om", "slope_orf") + none,
      geoSpread: row("eta_m", "eta_rf", "eta_om", "eta_orf", "xi_n"),
      deviation: ["beta_gm_dev", "beta_grf_dev", "beta_gom_dev", "beta_gorf_dev", "gamma_gn_dev"]
        .flatMap(deviations),
      sigma: row("sigma"), controlSpread: row("xi_c"), knots: row("knot_values"), fourier: [],
      control: row("gamma_c"), geoIntercept: row("tau_g_excl_baseline"),
      controlDeviation: (values["gamma_gc_dev"]?.table ?? []).flatMap { $0 })
  }

  /// Meridian's level is that at average treatments, ours that at their baselines.
  private func shifted(
    _ point: MediaMixParameters, _ model: MediaMixModel, _ baselines: [Double]
  ) -> MediaMixParameters {
    let (design, geos) = (model.design, model.data.geoCount)
    let first = model.data.terms.count - baselines.count
    var shifts = [Double](repeating: 0, count: geos)
    for (k, baseline) in baselines.enumerated() {
      let c = first + k
      let coefficients = design.coefficients(
        c, at: point, responses: design.response(c, at: point))
      for g in 0..<geos { shifts[g] += coefficients[g] * baseline }
    }
    let common = shifts[design.baselineGeo]
    var shifted = point
    shifted.knots = point.knots.map { $0 + common }
    let others = (0..<geos).filter { $0 != design.baselineGeo }
    shifted.geoIntercept = zip(point.geoIntercept, others).map { $0 + shifts[$1] - common }
    return shifted
  }
}
