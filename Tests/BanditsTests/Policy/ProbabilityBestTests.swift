import Bandits
import Foundation
import Probability
import TestSupport
import Testing

@Suite("Probabilities to be best")
struct ProbabilityBestTests {
  private struct Case: Decodable {
    var family: String
    var parameters: [[Double]]
    var best: [Double]

    func arms() throws -> [PricedArm] {
      try parameters.map { pair in
        family == "beta"
          ? PricedArm(try Beta(a: pair[0], b: pair[1]))
          : PricedArm(try Gamma(shape: pair[0], rate: pair[1]))
      }
    }
  }

  @Test("integration agrees with a peer of thirty digits")
  func reference() throws {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/probability_best", withExtension: "json"))
    for one in try JSONDecoder().decode([Case].self, from: Data(contentsOf: url)) {
      let shares = ProbabilityBest.shares(try one.arms()).arms
      for (share, best) in zip(shares, one.best) { #expect(abs(share - best) < 1e-9) }
    }
  }

  @Test("two normal arms have their closed form, Φ of the difference over its spread")
  func normals() throws {
    for (difference, spread) in [(0.3, 1.0), (2.0, 0.01), (-1.0, 4.0)] {
      let arms = [
        PricedArm(try Normal(mean: 1 + difference, standardDeviation: spread)),
        PricedArm(try Normal(mean: 1, standardDeviation: 0.5)),
      ]
      let expected = normalCDF(difference / (spread * spread + 0.25).squareRoot())
      #expect(abs(ProbabilityBest.shares(arms).arms[0] - expected) < 1e-9)
    }
  }

  @Test("fifty equal arms share alike, and an arm that is surely worse gets nothing")
  func many() throws {
    var arms = try (0..<50).map { _ in PricedArm(try Beta(a: 40, b: 960)) }
    for share in ProbabilityBest.shares(arms).arms { #expect(abs(share - 0.02) < 1e-12) }
    arms[7] = PricedArm(try Beta(a: 1, b: 100_000))
    #expect(ProbabilityBest.shares(arms).arms[7] < 1e-12)
  }

  @Test("rescaling rewards changes nothing, and a floor leaves its probability to nobody")
  func scaleAndFloor() throws {
    let plain = [PricedArm(try Beta(a: 5, b: 9)), PricedArm(try Beta(a: 7, b: 10))]
    let scaled = plain.map { PricedArm($0.reward, scale: 1e6) }
    let (shares, rescaled) = (ProbabilityBest.shares(plain), ProbabilityBest.shares(scaled))
    for (a, b) in zip(shares.arms, rescaled.arms) { #expect(abs(a - b) < 1e-10) }
    let floored = ProbabilityBest.shares(plain, floor: 0.4)
    let none = try Beta(a: 5, b: 9).cdf(0.4) * (try Beta(a: 7, b: 10).cdf(0.4))
    #expect(isClose(floored.none, none, 1e-12))
    #expect(isClose(floored.arms.reduce(0, +) + none, 1, 1e-12))
  }

  @Test("top-two shares are those of drawing a leader and another challenger")
  func topTwo() {
    let best = [0.6, 0.3, 0.1]
    let shares = BanditPolicy.topTwo(leader: 0.5).shares(best)
    // Challenger b after leader a has the probability best[b] / (1 - best[a]).
    let first = 0.5 * 0.6 + 0.5 * (0.3 * 0.6 / 0.7 + 0.1 * 0.6 / 0.9)
    #expect(isClose(shares[0], first, 1e-14))
    #expect(isClose(shares.reduce(0, +), 1, 1e-14))
    #expect(BanditPolicy.thompson.shares(best) == best)
  }
}
