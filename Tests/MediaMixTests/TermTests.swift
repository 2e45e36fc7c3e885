import Foundation
import Interchange
import MediaMix
import Probability
import TestSupport
import Testing

/// Terms of every kind against the model's equations, written out plainly.
struct TermTests {
  @Test(
    "gradients agree with central differences", arguments: TermCase.all + TermCase.families)
  func gradients(_ example: TermCase) throws {
    let model = try example.model(try example.data())
    let isNormal = model.design.specification.likelihood == .normal
    let densities =
      isNormal
      ? [model.density(.collapsed, centred: example.centred), model.density(.joint)]
      : [model.density(centred: example.centred)]
    for density in densities {
      var stream = RandomStream(seed: 11, stream: 3)
      for _ in 0..<2 {
        let x = (0..<density.dimension).map { _ in 0.5 * stream.standardNormal() + 0.2 }
        try density.compareGradient(at: x)
      }
    }
  }

  /// With the same point and scaling, what another KPI changes is the likelihood alone.
  @Test(
    "the density's likelihood is that of the plain equations",
    arguments: TermCase.all + TermCase.families)
  func likelihood(_ example: TermCase) throws {
    let data = try example.data()
    let model = try example.model(data)
    let scaling = model.design.scaling
    let other = try example.model(
      data.replacingKPI(data.kpi.enumerated().map { $1 + Double($0 % 7) * 9 }), scaling: scaling)
    var stream = RandomStream(seed: 4, stream: 8)
    for _ in 0..<3 {
      let point = model.design.drawPrior(&stream).withoutBlock
      // One layout for both: coordinates of sigma and of a whitened block depend on the KPI.
      let layout = model.density(.joint).layout
      let (a, b) = (
        MediaMixDensity(design: model.design, layout: layout, form: .joint),
        MediaMixDensity(design: other.design, layout: layout, form: .joint)
      )
      let change = a.value(at: a.position(of: point)) - b.value(at: b.position(of: point))
      let expected =
        model.design.logLikelihood(at: point) - other.design.logLikelihood(at: point)
      #expect(abs(change - expected) <= 1e-9 * max(1, abs(expected)), "\(change), \(expected)")
    }
  }

  @Test("experiments add their likelihood at the model's own increments", arguments: TermCase.all)
  func experiments(_ example: TermCase) throws {
    let data = try example.data()
    let with = try example.model(data)
    guard with.design.specification.experiments.contains(where: { $0.cells == .keep }) else {
      return
    }
    let without = try example.model(data, scaling: with.design.scaling, withTests: false)
    var stream = RandomStream(seed: 5, stream: 8)
    for _ in 0..<3 {
      let point = with.design.drawPrior(&stream)
      let (a, b) = (
        with.density(.joint).withoutWhitening, without.density(.joint).withoutWhitening
      )
      let found = a.value(at: a.position(of: point)) - b.value(at: b.position(of: point))
      let parts = try with.design.logDensityParts(at: point)
      let expected = try #require(parts["experiments"])
      #expect(abs(found - expected) <= 1e-8 * max(1, abs(expected)), "\(found), \(expected)")
    }
  }

  @Test("masked cells of tests leave the likelihood, and only those") func masks() throws {
    // Strengths that are shares of the outcome would move with the masked KPI.
    let example = TermCase(name: "masked", tests: .masked) { options in
      options.organic["newsletter"]?.prior.coefficient = .init("halfnormal", [1])
      options.treatments["price"]?.prior.coefficient = .init("normal", [0, 1])
    }
    let data = try example.data()
    let model = try example.model(data)
    let masked = MaskedCells(
      model.design.specification.experiments, geoCount: data.geoCount, timeCount: data.timeCount)
    // Geo 0 over 4...9, all three over 6...15, the last over 17...19.
    #expect(masked.count == 2 + 3 * 10 + 3)
    #expect(model.design.observationCount == data.kpi.count - masked.count)
    var kpi = data.kpi
    for cell in kpi.indices where masked.isMasked[cell] { kpi[cell] += 1000 }
    let other = try example.model(data.replacingKPI(kpi), scaling: model.design.scaling)
    let density = model.density(.collapsed)
    let x = [Double](repeating: 0.3, count: density.dimension)
    #expect(density.value(at: x) == other.density(.collapsed).value(at: x))
  }

  @Test("a treatment at its baseline contributes nothing") func treatmentBaseline() throws {
    let data = try TermCase(name: "geo").data()
    for (baseline, value) in [
      (MediaMixOptions.Treatment.Baseline.minimum, data.treatmentValues[0].min()),
      (.maximum, data.treatmentValues[0].max()), (.value(9.5), 9.5),
    ] {
      let model = try TermCase(name: "geo") {
        $0.treatments["price"]?.baseline = baseline
      }.model(data)
      #expect(model.design.scaling.treatmentBaseline == [value])
    }
  }
}
