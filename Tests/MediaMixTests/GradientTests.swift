import Foundation
import Inference
import MediaMix
import Probability
import Testing

/// Hand-written gradients against central differences, for every branch of the model.
struct GradientTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var geos = 3
    var centred: [Bool]?
    var change: @Sendable (inout MediaMixOptions) -> Void = { _ in }
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "national", geos: 1),
    Case(name: "geo"),
    Case(name: "geo, no shared shocks") { $0.baseline.periodEffects = false },
    Case(name: "geo, centred", centred: [true, false]),
    Case(name: "geo, all centred", centred: [true, true]),
    Case(name: "normal effects") { $0.geoEffects = .normal },
    Case(name: "per-geo sigma") { $0.sigma = .perGeo },
    Case(name: "holdout") { $0.holdout = .init(last: 4) },
    Case(name: "marginal ROI") { options in
      for name in options.channels.keys {
        options.channels[name]?.prior.mroi = .init("lognormal", [0, 0.5])
      }
    },
    Case(name: "marginal ROI, centred", centred: [true, true]) { options in
      for name in options.channels.keys {
        options.channels[name]?.prior.mroi = .init("lognormal", [0, 0.5])
      }
    },
    Case(name: "contribution") { options in
      for name in options.channels.keys {
        options.channels[name]?.prior.contribution = .init("beta", [1, 9])
      }
    },
    Case(name: "coefficient") { options in
      for name in options.channels.keys {
        options.channels[name]?.prior.coefficient = .init("halfnormal", [5])
      }
    },
    Case(name: "coefficient, centred", centred: [true, true]) { options in
      for name in options.channels.keys {
        options.channels[name]?.prior.coefficient = .init("halfnormal", [5])
      }
    },
    Case(name: "coefficient, normal effects") { options in
      options.geoEffects = .normal
      for name in options.channels.keys {
        options.channels[name]?.prior.coefficient = .init("normal", [0, 1])
      }
    },
    Case(name: "slopes, binomial adstock, other priors") { options in
      options.channels["channel0"]?.adstock = .binomial
      options.channels["channel0"]?.prior.slope = .init("gamma", [4, 3])
      options.channels["channel1"]?.prior.alpha = .init("beta", [2, 3])
      options.channels["channel1"]?.prior.halfSaturation = .init("gamma", [2, 2])
    },
    Case(name: "slopes, centred", centred: [true, true]) { options in
      options.channels["channel0"]?.prior.slope = .init("lognormal", [0.2, 0.3])
    },
  ]

  @Test("gradients agree with central differences", arguments: cases)
  func gradients(_ example: Case) throws {
    let data = try SmallPanel.data(geos: example.geos, periods: 20, leadIn: 2)
    let options = SmallPanel.options(data, change: example.change)
    let model = try MediaMixModel(data: data, options: options)
    for form in [MediaMixDensity.Form.collapsed, .joint] {
      let density = model.density(form, centred: example.centred)
      var stream = RandomStream(seed: 11, stream: 3)
      for _ in 0..<3 {
        let x = (0..<density.dimension).map { _ in 0.6 * stream.standardNormal() + 0.2 }
        try density.compareGradient(at: x)
      }
    }
  }
}

extension MediaMixDensity {
  /// Compares the gradient with fourth-order central differences.
  func compareGradient(at x: [Double]) throws {
    var scratch = makeScratch()
    var gradient = [Double](repeating: 0, count: x.count)
    func value(_ x: [Double]) -> Double {
      var ignored = [Double](repeating: 0, count: x.count)
      return x.withUnsafeBufferPointer { x in
        ignored.withUnsafeMutableBufferPointer {
          evaluate(at: x, gradient: $0, scratch: &scratch)
        }
      }
    }
    let centre = x.withUnsafeBufferPointer { x in
      gradient.withUnsafeMutableBufferPointer {
        evaluate(at: x, gradient: $0, scratch: &scratch)
      }
    }
    try #require(centre.isFinite)
    let largest = gradient.map(abs).max() ?? 1
    for k in x.indices {
      let h = 2e-4
      func at(_ step: Double) -> Double {
        var moved = x
        moved[k] += step
        return value(moved)
      }
      let difference = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)
      #expect(
        abs(gradient[k] - difference) <= 2e-7 * max(1, largest), "coordinate \(k) of \(x.count)")
    }
  }
}
