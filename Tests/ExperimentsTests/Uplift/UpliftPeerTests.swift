import Experiments
import Foundation
import TestSupport
import Testing

@Suite("Uplift curves beside scikit-uplift's")
struct UpliftPeerTests {
  /// What `Fixtures/uplift.py` computed.
  private struct Peer: Decodable {
    let scores, outcome, qini: [Double]
    let treated: [Int]
    let qiniShares: [Double]
    let qiniArea, auuc: Double

    enum CodingKeys: String, CodingKey {
      case scores, outcome, qini, treated, auuc
      case qiniShares = "qini_shares"
      case qiniArea = "qini_area"
    }
  }

  @Test("points and areas are the same, tied scores among them")
  func same() throws {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/uplift", withExtension: "json"))
    let peer = try JSONDecoder().decode(Peer.self, from: Data(contentsOf: url))
    let data = UpliftData(
      features: peer.scores.map { [$0] }, isTreated: peer.treated.map { $0 == 1 },
      outcome: peer.outcome)
    let curve = UpliftCurve(data, UpliftRanking(peer.scores)) { _ in 1 }
    for (share, value) in zip(peer.qiniShares, peer.qini) {
      #expect(isClose(curve.qini(at: share), value, 1e-12))
    }
    #expect(isClose(curve.qiniArea, peer.qiniArea, 1e-12))
    #expect(isClose(curve.upliftArea, peer.auuc, 1e-12))
  }
}
