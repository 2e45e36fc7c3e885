import Foundation
import MediaMix
import Probability
import TestSupport
import Testing

@Suite("Families of saturation") struct SaturationTests {
  static let grid: [(family: SaturationFamily, first: Double, second: Double)] = {
    var grid: [(SaturationFamily, Double, Double)] = [(.none, 0, 0)]
    for half in [0.05, 0.3, 0.8, 2.5, 9] {
      grid += [(.logistic, half, 0), (.tanh, half, 0), (.michaelisMenten, half, 0)]
      grid += [0.3, 0.8, 1, 1.7, 4].map { (.hill, half, $0) }
    }
    return grid + [0.03, 0.2, 0.5, 0.8, 0.98].map { (.root, $0, 0) }
  }()

  /// Exposures of 19 sizes, so that a tail shorter than a register is among them.
  static let exposures = (0..<19).map { pow(10, -3 + Double($0) / 4) }

  @Test("responses are those of PyMC-Marketing") func reference() throws {
    let reference = try TransformReference.read()
    var seen: Set<SaturationFamily> = []
    for row in reference.saturation {
      let family = try #require(SaturationFamily(rawValue: row.family))
      seen.insert(family)
      let (first, second) = (row.parameters[0], row.parameters[1])
      let rows = CurveRows(family, reference.exposures, first, second)
      for (k, expected) in row.response.enumerated() {
        let name = "\(family) \(row.parameters) at \(reference.exposures[k])"
        let slack = 1e-15 + 1e-14 * expected
        #expect(abs(rows.value[k] - expected) < slack, "\(name): \(rows.value[k])")
        let single = family.curve.value(reference.exposures[k], first, second)
        #expect(abs(single - expected) < slack, "\(name): \(single)")
      }
    }
    #expect(seen == Set(SaturationFamily.allCases).subtracting([.none]))
  }

  @Test("sensitivities are those of the responses") func slopes() {
    let a = Self.exposures
    for (family, first, second) in Self.grid {
      let rows = CurveRows(family, a, first, second)
      func check(_ found: [Double], _ expected: [Double], unit: [Double], _ what: String) {
        for k in a.indices {
          // In units of the response: a relative step of the argument.
          let gap = abs(found[k] - expected[k]) * unit[k]
          #expect(
            gap < 2e-9 * rows.value[k] + 1e-15,
            "\(family) \(first) \(second) at \(a[k]) along \(what): \(found[k]), not \(expected[k])"
          )
        }
      }
      let alongExposure = a.indices.map { k in
        difference(at: a[k], width: 2e-4 * a[k]) { [family.curve.value($0, first, second)] }[0]
      }
      check(rows.alongExposure, alongExposure, unit: a, "exposure")
      let unit = [Double](repeating: first, count: a.count)
      let step = 2e-4 * (family == .root ? min(first, 1 - first) : first)
      let alongFirst =
        family.parameters.isEmpty
        ? [Double](repeating: 0, count: a.count)
        : difference(at: first, width: step) { CurveRows(family, a, $0, second).value }
      check(rows.alongFirst, alongFirst, unit: unit, "first")
      guard family.parameters.count == 2 else { continue }
      let alongSecond = difference(at: second, width: 2e-4 * second) {
        CurveRows(family, a, first, $0).value
      }
      check(
        rows.alongSecond, alongSecond, unit: [Double](repeating: second, count: a.count), "second")
    }
  }

  @Test("a response by itself is that of a row of them") func single() {
    for (family, first, second) in Self.grid {
      let rows = CurveRows(family, Self.exposures, first, second)
      for (a, h) in zip(Self.exposures, rows.value) {
        #expect(isRelativelyClose(h, family.curve.value(a, first, second), 4e-15))
      }
    }
  }

  @Test("no exposure gives no response, and the smallest and largest give finite ones")
  func extremes() {
    let a = [
      0, Double.leastNonzeroMagnitude, Double.leastNormalMagnitude / 100, 1e-300, 1e-150, 1e-9, 1,
      1e9,
      1e150, 1e300,
    ]
    for family in SaturationFamily.allCases {
      let firsts: [Double] =
        family == .root ? [1e-9, 0.5, 1 - 1e-9] : [1e-12, 1e-3, 1, 1e3, 1e12]
      for first in firsts {
        for second in [1e-6, 0.3, 1, 2, 40] {
          let rows = CurveRows(family, a, first, second)
          #expect(rows.all.allSatisfy { $0.isFinite }, "\(family) \(first) \(second)")
          #expect(rows.value[0] == 0 && rows.alongFirst[0] == 0 && rows.alongSecond[0] == 0)
          #expect(zip(rows.value, rows.value.dropFirst()).allSatisfy { $0 <= $1 })
          #expect(rows.alongExposure.allSatisfy { $0 >= 0 })
          if family != .root && family != .none {
            #expect(rows.value.allSatisfy { $0 <= 1 })
          }
        }
      }
    }
  }

  @Test("responses rise, by ever less where the curve is concave") func shape() {
    let a = (0...400).map { Double($0) * 0.02 }
    for (family, first, second) in Self.grid {
      let h = CurveRows(family, a, first, second).value
      let steps = zip(h, h.dropFirst()).map { $1 - $0 }
      #expect(steps.allSatisfy { $0 >= -1e-15 }, "\(family) \(first) \(second)")
      if family != .hill || second <= 1 {
        #expect(
          zip(steps, steps.dropFirst()).allSatisfy { $1 <= $0 + 1e-14 },
          "\(family) \(first) \(second)")
      }
    }
  }

  @Test("at half saturation the response is a half, in any unit") func halfSaturation() {
    for (family, half, second) in Self.grid where family != .root && family != .none {
      #expect(abs(CurveRows(family, [half], half, second).value[0] - 0.5) < 1e-15)
      let here = CurveRows(family, Self.exposures, half, second).value
      let there = CurveRows(family, Self.exposures.map { 1024 * $0 }, 1024 * half, second).value
      for (a, b) in zip(here, there) { #expect(isRelativelyClose(a, b, 2e-15)) }
    }
  }

  @Test("families that are the same curve agree") func sameCurves() {
    let a = Self.exposures
    for half in [0.2, 1, 5] {
      #expect(CurveRows(.logistic, a, half).all == CurveRows(.tanh, a, half).all)
      let hill = CurveRows(.hill, a, half, 1)
      let michaelis = CurveRows(.michaelisMenten, a, half)
      for (x, y) in zip(hill.value + hill.alongExposure, michaelis.value + michaelis.alongExposure)
      { #expect(isRelativelyClose(x, y, 4e-15)) }
      for (x, h) in zip(a, CurveRows(.tanh, a, half).value) {
        #expect(isRelativelyClose(h, tanh(x / half * atanh(0.5)), 4e-15))
      }
    }
  }

  @Test("a gamma prior of the rate is an inverse gamma prior of the half saturation")
  func ratePrior() throws {
    let rate = try Gamma(shape: 3, rate: 1)
    let half = try InverseGamma(shape: 3, scale: log(3))
    for p in [0.001, 0.1, 0.5, 0.9, 0.999] {
      #expect(isRelativelyClose(half.quantile(1 - p), log(3) / rate.quantile(p), 1e-12))
    }
  }

  @Test("default priors stay within the ranges of their parameters") func priors() throws {
    let parameters =
      AdstockFamily.allCases.flatMap(\.parameters) + SaturationFamily.allCases.flatMap(\.parameters)
    for parameter in parameters {
      guard case .family(let name, let numbers) = parameter.prior else {
        Issue.record("\(parameter.key) has no family")
        continue
      }
      let prior = try DistributionFamily(named: name).distribution(numbers)
      switch parameter.range {
      case .share: #expect(prior.support.lower >= 0 && prior.support.upper <= 1)
      case .positive: #expect(prior.support.lower >= 0 && prior.support.upper > 0)
      case .any: break
      }
    }
  }
}
