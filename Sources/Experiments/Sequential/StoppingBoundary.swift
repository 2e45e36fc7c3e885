import Foundation
import Probability

/// How the probability of a false alarm is dealt out over looks.
public enum StoppingBoundary: String, Codable, Sendable, CaseIterable {
  /// Lan and DeMets' spending function like O'Brien and Fleming's: next to nothing early.
  case obrienFleming = "obrien-fleming"
  /// Lan and DeMets' spending function like Pocock's: about the same at every look.
  case pocock
  /// O'Brien and Fleming's (1979) own boundary, c / √t, which must know all looks beforehand.
  case obrienFlemingExact = "obrien-fleming-exact"
  /// Pocock's (1977) own boundary, the same c at every look, which must know all looks beforehand.
  case pocockExact = "pocock-exact"

  /// Whether later looks may move without a change of the earlier boundaries.
  public var isSpending: Bool { self == .obrienFleming || self == .pocock }

  /// The probability that one side has spent at a fraction of the information, out of `alpha`.
  ///
  /// 2 - 2 Φ(z(alpha/2) / √t) or alpha log(1 + (e - 1) t) (Lan & DeMets 1983).
  func spent(_ fraction: Double, alpha: Double) -> Double {
    let t = min(1, fraction)
    switch self {
    case .obrienFleming, .obrienFlemingExact:
      return 2 * normalCDF(normalQuantile(alpha / 2) / t.squareRoot())
    case .pocock, .pocockExact:
      return alpha * log1p((M_E - 1) * t)
    }
  }

  /// The shape of an exact boundary: the constant is multiplied by this.
  func shape(_ fraction: Double) -> Double {
    self == .obrienFlemingExact ? 1 / fraction.squareRoot() : 1
  }
}
