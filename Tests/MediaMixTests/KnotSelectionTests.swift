import Foundation
import MediaMix
import Probability
import Testing

/// Knots that the data choose, on lines whose bends are known.
struct KnotSelectionTests {
  /// A broken line over `times` periods in each geo, with noise and levels of the geos' own.
  private func broken(
    _ bends: [(at: Int, slope: Double)], geos: Int = 1, times: Int = 120, noise: Double = 0.3,
    seed: UInt64
  ) -> [Double] {
    var stream = RandomStream(seed: seed, stream: 0)
    return (0..<geos).flatMap { g in
      (0..<times).map { t in
        let line = bends.reduce(0.0) { $0 + $1.slope * Double(max(0, t - $1.at)) }
        return Double(g) + line + noise * stream.standardNormal()
      }
    }
  }

  private func select(
    _ response: [Double], _ regressors: [[Double]] = [], geos: Int = 1,
    criterion: KnotSelection.Criterion = .ebic
  ) throws -> [Int] {
    try KnotSelection(
      response: response, regressors: regressors, geoCount: geos,
      timeCount: response.count / geos, criterion: criterion
    ).knots()
  }

  private static let truth = [(at: 0, slope: 0.04), (at: 40, slope: -0.1), (at: 81, slope: 0.12)]

  /// Noise may earn a bend of its own now and then, so this counts over replications.
  @Test("bends of a broken line are found within two periods, and hardly any others")
  func brokenLine() throws {
    let found = try (1...20).map { seed in
      try select(broken(Self.truth, noise: 0.15, seed: UInt64(seed)))
    }
    #expect(found.allSatisfy { $0.first == 0 && $0.last == 119 })
    let hits = found.count { knots in
      [40, 81].allSatisfy { bend in knots.contains { abs($0 - bend) <= 2 } }
    }
    let others = found.reduce(0) { $0 + $1.count - 4 }
    #expect(hits >= 18 && others <= 4, "\(hits) of 20, \(others) others: \(found)")
  }

  @Test("regressors are not taken for bends")
  func regressors() throws {
    var stream = RandomStream(seed: 5, stream: 0)
    // A campaign that looks like a broken line, beside one bend that is real.
    let campaign = (0..<120).map { t in
      (30..<60).contains(t) ? 2 - abs(Double(t) - 45) / 10 + 0.3 * stream.standardNormal() : 0
    }
    let line = broken([(at: 80, slope: 0.1)], noise: 0.15, seed: 6)
    let response = zip(line, campaign).map { $0 + $1 }
    let knots = try select(response, [campaign])
    #expect(knots.allSatisfy { !(20..<70).contains($0) }, "\(knots)")
    #expect(knots.contains { abs($0 - 80) <= 2 }, "\(knots)")
    #expect(try select(response).contains { (20..<70).contains($0) })
  }

  @Test("white noise gives few knots")
  func whiteNoise() throws {
    let counts = try (1...20).map { seed in
      try select(broken([], noise: 1, seed: UInt64(100 + seed))).count - 2
    }
    #expect(counts.reduce(0, +) <= 4, "\(counts)")
    let more = try (1...20).map { seed in
      try select(broken([], noise: 1, seed: UInt64(100 + seed)), criterion: .aic).count - 2
    }
    // Why the criterion is not Akaike's: among so many candidates it always finds some.
    #expect(more.reduce(0, +) > 20, "\(more)")
  }

  @Test("the order of geos and repetition change nothing, and geos help each other")
  func geos() throws {
    let response = broken(Self.truth, geos: 4, seed: 9)
    let knots = try select(response, geos: 4)
    let turned = Array(response[240...]) + response[..<240]
    #expect(try select(turned, geos: 4) == knots)
    #expect(try select(response, geos: 4) == knots)
    for bend in [40, 81] { #expect(knots.contains { abs($0 - bend) <= 2 }, "\(knots)") }
  }

  @Test("the option selects over the fitted periods, with media and seasons in the model")
  func option() throws {
    let data = try SmallPanel.data(geos: 2, periods: 80)
    func knots() throws -> [Int] {
      try MediaMixModel(
        data: data,
        options: SmallPanel.options(data) {
          $0.baseline = .init(knots: .selected, fourier: 1, trend: .linear, holidays: ["DE"])
          $0.holdout = .init(last: 10)
        }
      ).design.specification.knots
    }
    let found = try knots()
    #expect(found.first == 0 && found.last == 69 && found == found.sorted())
    #expect(try knots() == found)
  }
}
