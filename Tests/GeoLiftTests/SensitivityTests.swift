import Findings
import Foundation
import GeoLift
import LinearAlgebra
import Resampling
import TestSupport
import Testing

@Suite("Choices made otherwise") struct SensitivityTests {
  private func analysis(
    _ estimators: [GeoOptions.Estimator], periods: Int = 60, window: Int = 10, geos: Int = 24
  ) async throws -> GeoAnalysis {
    let panel = SimulatedPanel(geos: geos, periods: periods, window: window, effect: 3)
    let names = (0..<panel.geos).map { String(format: "g%02d", $0) }
    var options = GeoOptions(
      kpi: "sales",
      test: GeoTest(treated: ["g00"], start: String(periods - window + 1), unitEffects: true))
    options.estimators = estimators
    return try await GeoAnalysis.run(
      GeoExperiment(numberedPanel(names, panel.values(seed: 3)), options.test), options: options,
      spend: nil, currency: nil, threads: 2
    ) { _ in }
  }

  @Test("each row is the fit it names") func rows() async throws {
    let analysis = try await analysis([.scm, .ridgeASCM])
    let rows = try #require(analysis.lead?.sensitivity)
    let estimate = try #require(analysis.parts[0].estimate)
    func row(_ choice: GeoSensitivity.Choice, _ scenario: String) -> Double? {
      rows.first { $0.choice == choice && $0.scenario == scenario }?.att
    }
    let heavy = estimate.weights.filter { $0.weight > 0.01 }
    #expect(rows.count { $0.choice == .withoutGeo } == heavy.count)
    for donor in heavy {
      var test = analysis.experiment.test
      test.excluded = [donor.geo]
      let other = try SyntheticControl().estimate(GeoExperiment(analysis.experiment.panel, test))
      #expect(isClose(row(.withoutGeo, donor.geo) ?? .nan, other.att, 1e-12))
    }
    var plain = analysis.experiment.test
    plain.unitEffects = false
    let levels = try SyntheticControl().estimate(GeoExperiment(analysis.experiment.panel, plain))
    #expect(isClose(row(.unitEffects, "no") ?? .nan, levels.att, 1e-12))
    #expect(rows.filter { $0.choice == .fromPeriod }.map(\.scenario) == ["6", "14", "26"])
    let late = try GeoPanel(
      geos: analysis.experiment.panel.geos,
      axis: numberedPanel(
        ["a", "b"],
        Matrix(rows: [
          (0..<35).map { Double($0) }, (0..<35).map { Double($0) },
        ])
      ).axis,
      values: Matrix(rows: 24, columns: 35) { analysis.experiment.panel.values[$0, $1 + 25] })
    let short = try SyntheticControl().estimate(
      GeoExperiment(late, GeoTest(treated: ["g00"], start: "26", unitEffects: true)))
    #expect(isClose(row(.fromPeriod, "26") ?? .nan, short.att, 1e-9))
    // Placebos before the test find little of what is there in it.
    let placebos = rows.filter { $0.choice == .placeboStart }
    #expect(placebos.map(\.scenario) == ["41", "31"])
    #expect(placebos.allSatisfy { abs($0.att) < 1.5 })
    #expect(rows.filter { $0.choice == .penalty }.count == 4)
    #expect(rows.filter { $0.choice == .penalty }.allSatisfy { $0.estimator == "ridge-ascm" })
    let findings = analysis.findings(language: .en).filter { $0.id == "geo.sensitivity" }
    #expect(findings.count == rows.count && Set(findings.map(\.key)).count == rows.count)
  }

  @Test("bands hold the estimate, and the last of the sum is the interval of the whole")
  func bands() async throws {
    let analysis = try await analysis([.scm])
    let part = analysis.parts[0]
    let estimate = try #require(part.estimate)
    let bands = try #require(analysis.lead?.bands)
    #expect(bands.counterfactual.count == 10 && bands.cumulative.count == 10)
    for (t, ends) in zip(estimate.window, bands.counterfactual) {
      #expect(ends.lower < estimate.counterfactual[t] && estimate.counterfactual[t] < ends.upper)
    }
    let last = try #require(bands.cumulative.last ?? nil)
    let whole = try #require(part.conformal?.chosen.interval)
    #expect(isClose(last.lower, whole.lower * 10, 1e-9))
    #expect(isClose(last.upper, whole.upper * 10, 1e-9))
    let jackknife = try #require(part.jackknife)
    #expect(jackknife.leftOut == 50)
    #expect(jackknife.effect.lower < estimate.att && estimate.att < jackknife.effect.upper)
    let names = Set(analysis.figures().map(\.id))
    for name in [
      "geo.courses", "geo.effects", "geo.cumulative", "geo.placebos", "geo.placebo_gaps",
    ] {
      #expect(names.contains(name))
    }
    for figure in analysis.figures() {
      let lengths = Set(figure.columns.map { max($0.numbers.count, $0.texts.count) })
      #expect(lengths.count == 1, "\(figure.id)")
    }
  }

  @Test("a test that is too small says so, and what would do") func tooLittle() async throws {
    let analysis = try await analysis([.did], periods: 14, window: 1, geos: 8)
    #expect(analysis.finding("geo.needed", ["metric": "geos"])?.value == 20)
    #expect(analysis.finding("geo.needed", ["metric": "periods"])?.value == 20)
    let notes = analysis.sections().flatMap(\.blocks).compactMap { block in
      if case .note(let note) = block { note.text.en } else { nil }
    }
    #expect(notes.contains { $0.contains("cannot tell") && $0.contains("20 periods would do") })
    #expect(analysis.parts[0].estimate != nil)
  }
}
