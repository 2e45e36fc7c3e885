import Foundation
import MediaMix
import TestSupport
import Testing

@Suite("Families of adstock") struct AdstockTests {
  /// Parameters all over a family's range.
  static let grid: [(family: AdstockFamily, first: Double, second: Double)] = {
    let alphas = [0.01, 0.2, 0.5, 0.8, 0.97]
    let scales = [0.2, 0.9, 2, 5, 20]
    let shapes = [0.2, 0.7, 1, 1.6, 3, 9]
    var grid: [(AdstockFamily, Double, Double)] = []
    for alpha in alphas {
      grid += [(.geometric, alpha, 0), (.binomial, alpha, 0)]
      // Not at halves, where the nearest lag changes.
      grid += [0.01, 0.499, 0.501, 1, 2.2, 8, 30].map { (.delayed, alpha, $0) }
    }
    for scale in scales {
      for shape in shapes { grid += [(.weibullCDF, scale, shape), (.weibullPDF, scale, shape)] }
    }
    return grid
  }()

  @Test("weights are those of PyMC-Marketing") func reference() throws {
    var seen: Set<AdstockFamily> = []
    for row in try TransformReference.read().adstock {
      let isDensity = row.family == "weibull-density"
      let family = try #require(
        isDensity ? .weibullPDF : AdstockFamily(rawValue: row.family), "\(row.family)")
      seen.insert(family)
      var weights = family.weights(row.parameters[0], row.parameters[1], maxLag: row.maxLag)
      if family == .weibullPDF && !isDensity {
        // There the densities are rescaled by the least and the greatest one, here on purpose not.
        let least = weights.min() ?? 0
        let sum = weights.reduce(0) { $0 + $1 - least }
        weights = weights.map { ($0 - least) / sum }
      }
      if family == .binomial {
        // There the weights reach zero at lag maxLag + 2, here as in Meridian at maxLag + 1.
        let longer = family.weights(row.parameters[0], maxLag: row.maxLag + 1).dropLast()
        let sum = longer.reduce(0, +)
        weights = longer.map { $0 / sum }
      }
      for (a, b) in zip(weights, row.weights) {
        #expect(abs(a - b) < 2e-13, "\(row.family) \(row.parameters): \(a), not \(b)")
      }
    }
    #expect(seen == Set(AdstockFamily.allCases).subtracting([.none]))
  }

  @Test("slopes are those of the weights", arguments: [0, 1, 3, 8, 26]) func slopes(maxLag: Int) {
    for (family, first, second) in Self.grid {
      let rows = AdstockRows(family, first, second, maxLag: maxLag)
      let isShare = family.parameters[0].key == "alpha"
      let width = 2e-4 * (isShare ? min(first, 1 - first) : first)
      let alongFirst = difference(at: first, width: width) {
        family.weights($0, second, maxLag: maxLag)
      }
      let alongSecond = difference(at: second, width: max(2e-4 * second, 1e-5)) {
        family.parameters.count == 2
          ? family.weights(first, $0, maxLag: maxLag) : [Double](repeating: 0, count: maxLag + 1)
      }
      // The differences divide roundings of the weights by their width.
      for (found, expected, noise) in [
        (rows.alongFirst, alongFirst, 1e-15 / width), (rows.alongSecond, alongSecond, 1e-11),
      ] {
        let scale = expected.map(abs).max() ?? 0
        for (a, b) in zip(found, expected) {
          #expect(
            abs(a - b) <= 1e-8 * scale + noise,
            "\(family) \(first) \(second), \(maxLag): \(a), not \(b)")
        }
      }
    }
  }

  @Test("weights sum to one and their slopes to zero") func sums() {
    for (family, first, second) in Self.grid {
      for maxLag in [0, 1, 8, 52] {
        let rows = AdstockRows(family, first, second, maxLag: maxLag)
        #expect(rows.weights.allSatisfy { $0 >= 0 })
        #expect(abs(rows.weights.reduce(0, +) - 1) < 1e-14)
        for slopes in [rows.alongFirst, rows.alongSecond] {
          let size = slopes.reduce(0) { $0 + abs($1) }
          #expect(abs(slopes.reduce(0, +)) <= 1e-13 * size)
        }
        if maxLag == 0 { #expect(rows.all == [1, 0, 0]) }
      }
    }
  }

  @Test("extreme parameters leave weights and slopes finite") func extremes() {
    let tiny = Double.leastNonzeroMagnitude
    let wide = [0, tiny, 1e-300, 1e-6, 0.5, 1, 1.5, 50, 1e6, 1e300, .infinity]
    let shares = [0, tiny, 1e-200, 1e-6, 0.5, 1.nextDown, 1]
    for family in AdstockFamily.allCases {
      for first in family.parameters.first?.key == "alpha" ? shares : wide {
        for second in wide {
          for maxLag in [0, 1, 8, 52] {
            let rows = AdstockRows(family, first, second, maxLag: maxLag)
            let name = "\(family) \(first) \(second), \(maxLag)"
            #expect(rows.all.allSatisfy { $0.isFinite }, "\(name)")
            #expect(abs(rows.weights.reduce(0, +) - 1) < 1e-13, "\(name)")
          }
        }
      }
    }
  }

  @Test("no adstock has all weight at lag 0") func none() {
    #expect(AdstockFamily.none.weights(0.5, 3, maxLag: 3) == [1, 0, 0, 0])
    #expect(AdstockFamily.none.parameters.isEmpty)
  }

  @Test("a delayed effect peaks at its delay, or at the last lag") func delayed() {
    for (delay, expected) in [
      (2.0, [0, 0, 1, 0, 0]), (0.5, [0.5, 0.5, 0, 0, 0]), (9, [0, 0, 0, 0, 1]),
    ] {
      let weights = AdstockFamily.delayed.weights(0, delay, maxLag: 4)
      for (a, b) in zip(weights, expected) { #expect(abs(a - b) < 1e-99) }
    }
    #expect(AdstockFamily.delayed.weights(1, 2, maxLag: 3) == [0.25, 0.25, 0.25, 0.25])
    let sixteenth = AdstockFamily.delayed.weights(0.5, 0, maxLag: 2)
    #expect(sixteenth.map { $0 / sixteenth[0] } == [1, 0.5, 0.0625])
    // Time reversed, a delay of d is one of maxLag - d.
    let (late, early) = (
      AdstockFamily.delayed.weights(0.7, 5.25, maxLag: 6),
      AdstockFamily.delayed.weights(0.7, 0.75, maxLag: 6)
    )
    for (a, b) in zip(late.reversed(), early) { #expect(abs(a - b) < 1e-15) }
  }

  @Test("a Weibull density of shape 1 is geometric, and so is survival of a vanishing shape")
  func geometricCases() {
    for scale in [0.3, 1, 4, 40.0] {
      let density = AdstockFamily.weibullPDF.weights(scale, 1, maxLag: 8)
      let geometric = AdstockFamily.geometric.weights(exp(-1 / scale), maxLag: 8)
      for (a, b) in zip(density, geometric) { #expect(abs(a - b) < 1e-15) }
      let survival = AdstockFamily.weibullCDF.weights(scale, 1e-18, maxLag: 8)
      let decay = AdstockFamily.geometric.weights(exp(-1), maxLag: 8)
      for (a, b) in zip(survival, decay) { #expect(abs(a - b) < 1e-15) }
    }
  }

  @Test("survival falls with the lag, and more slowly with a larger scale") func survival() {
    for shape in [0.3, 1, 2.5] {
      var before = 1.0
      for scale in [0.5, 1, 2, 4, 8.0] {
        let weights = AdstockFamily.weibullCDF.weights(scale, shape, maxLag: 8)
        #expect(zip(weights, weights.dropFirst()).allSatisfy { $0 > $1 || $0 == 0 })
        #expect(weights[0] < before)
        before = weights[0]
      }
    }
  }

  @Test("no family's keys or symbols clash with those of a saturation") func names() {
    for adstock in AdstockFamily.allCases {
      for saturation in SaturationFamily.allCases {
        let all = adstock.parameters + saturation.parameters
        #expect(Set(all.map(\.key)).count == all.count)
        #expect(Set(all.map(\.symbol)).count == all.count)
        #expect(adstock.parameters.count <= 2 && saturation.parameters.count <= 2)
      }
    }
  }
}
