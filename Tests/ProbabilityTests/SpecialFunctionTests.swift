import Foundation
import Probability
import TestSupport
import Testing

@Suite("Special functions agree with 40-digit references") struct SpecialFunctionTests {
  let reference: [String: [[Double]]]

  init() throws { reference = try fixture("special") }

  private func check(
    _ name: String, tolerance: Double = 1e-12, _ function: ([Double]) -> Double
  ) throws {
    let rows = try #require(reference[name])
    #expect(rows.count > 5)
    for row in rows {
      let value = function(row)
      let expected = row[row.count - 1]
      #expect(
        isRelativelyClose(value, expected, tolerance),
        "\(name)(\(row.dropLast())) is \(value), not \(expected)")
    }
  }

  @Test("log gamma") func logGammas() throws { try check("logGamma") { logGamma($0[0]) } }
  @Test("digamma, its root included") func digammas() throws {
    try check("digamma") { digamma($0[0]) }
  }
  @Test("log beta") func logBetas() throws { try check("logBeta") { logBeta($0[0], $0[1]) } }
  @Test("incomplete gamma, lower") func gammaP() throws {
    try check("gammaP") { regularisedGammaP($0[0], $0[1]) }
  }
  @Test("incomplete gamma, upper") func gammaQ() throws {
    try check("gammaQ") { regularisedGammaQ($0[0], $0[1]) }
  }
  @Test("incomplete beta") func betaI() throws {
    try check("betaI") { regularisedBeta($0[2], $0[0], $0[1]) }
  }
  @Test("incomplete beta's complement") func betaComplement() throws {
    try check("betaComplement") { regularisedBetaComplement($0[2], $0[0], $0[1]) }
  }
  @Test("normal distribution function, tails included") func normalCDFs() throws {
    try check("normalCDF") { normalCDF($0[0]) }
  }
  @Test("log normal distribution function, to 100000 standard deviations")
  func logNormalCDFs() throws {
    try check("logNormalCDF") { logNormalCDF($0[0]) }
  }
  @Test("normal quantile, to p = 1e-300") func normalQuantiles() throws {
    try check("normalQuantile") { normalQuantile($0[0]) }
  }

  @Test("inverses undo the incomplete gamma function") func inverseGamma() throws {
    for row in try #require(reference["gammaP"]) where row[2] < 0.5 {
      let x = inverseRegularisedGammaP(row[0], row[2])
      // A rounding of p moves x by p / (x density), which for small shapes is p / a.
      let tolerance = 1e-12 * max(1, 1 / row[0])
      #expect(isRelativelyClose(x, row[1], tolerance), "\(row): \(x)")
    }
  }

  @Test("inverses undo the incomplete beta function") func inverseBeta() throws {
    for row in try #require(reference["betaI"]) where row[3] < 0.5 {
      let x = inverseRegularisedBeta(row[3], row[0], row[1])
      #expect(isRelativelyClose(x, row[2], 1e-12 * max(1, 1 / row[0])), "\(row): \(x)")
    }
  }

  @Test("ends of the ranges are exact, and nonsense is NaN") func ends() {
    #expect(regularisedGammaP(2, 0) == 0 && regularisedGammaQ(2, 0) == 1)
    #expect(regularisedGammaP(2, .infinity) == 1)
    #expect(regularisedBeta(0, 2, 3) == 0 && regularisedBeta(1, 2, 3) == 1)
    #expect(inverseRegularisedGammaP(2, 0) == 0 && inverseRegularisedGammaP(2, 1) == .infinity)
    #expect(inverseRegularisedBeta(0, 2, 3) == 0 && inverseRegularisedBeta(1, 2, 3) == 1)
    #expect(normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity)
    #expect(normalQuantile(0.5) == 0)
    #expect(normalQuantile(-0.1).isNaN && normalQuantile(1.1).isNaN)
    #expect(inverseRegularisedGammaP(2, 1.5).isNaN && inverseRegularisedBeta(-1, 2, 3).isNaN)
    #expect(digamma(0).isNaN && digamma(-1).isNaN)
  }
}
