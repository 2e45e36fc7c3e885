public import Findings

/// What targeting units in the order of their scores adds, by the share of units targeted.
///
/// Among the first k units, n1 treated with outcomes y1 in total and n0 of control with y0, the Qini
/// curve is (y1 - y0 n1/n0) / n1(all) (Radcliffe 2007) and the uplift curve (y1/n1 - y0/n0) k / n
/// (Gutierrez & Gérardy 2017). Units of equal score enter together.
public struct UpliftCurve: Sendable, Equatable {
  /// How the areas are defined, to be printed beside them.
  public static let definition = Phrase(
    en: "Areas between a curve and the straight line to its end, over the share of units targeted "
      + "from 0 to 1, in outcomes a unit; not divided by that of a perfect order. Qini: outcomes of "
      + "the treated so far less those of control so far scaled to as many units, over all treated. "
      + "AUUC: the difference of means so far times the share targeted.",
    de:
      "Flächen zwischen einer Kurve und der Geraden zu ihrem Ende, über dem Anteil angesprochener "
      + "Einheiten von 0 bis 1, in Ergebnissen je Einheit; nicht durch die einer perfekten Ordnung "
      + "geteilt. Qini: Ergebnisse der bisher Behandelten, weniger die der bisherigen Kontrolle auf "
      + "gleich viele Einheiten gebracht, je Behandelter insgesamt. AUUC: der bisherige Unterschied "
      + "der Mittelwerte mal dem Anteil der Angesprochenen.")

  /// The share of units targeted, from 0 to 1.
  public private(set) var shares = [0.0]
  /// The Qini curve at these shares.
  public private(set) var qini = [0.0]
  /// The uplift curve at these shares.
  public private(set) var uplift = [0.0]

  /// Makes the curves of units whose order is given, with weights.
  package init(_ data: UpliftData, _ ranking: UpliftRanking, weight: (Int) -> Int) {
    var (treated, control) = ((n: 0.0, y: 0.0), (n: 0.0, y: 0.0))
    for group in ranking.groups {
      for unit in group {
        let (w, y) = (Double(weight(unit)), data.outcome[unit])
        if data.isTreated[unit] {
          (treated.n, treated.y) = (treated.n + w, treated.y + w * y)
        } else {
          (control.n, control.y) = (control.n + w, control.y + w * y)
        }
      }
      let scaled = control.n > 0 ? control.y / control.n : 0
      shares.append(treated.n + control.n)
      qini.append(treated.y - scaled * treated.n)
      uplift.append(
        ((treated.n > 0 ? treated.y / treated.n : 0) - scaled) * (treated.n + control.n))
    }
    let (units, all) = (max(treated.n + control.n, 1), max(treated.n, 1))
    shares = shares.map { $0 / units }
    qini = qini.map { $0 / all }
    uplift = uplift.map { $0 / units }
  }

  /// The Qini curve at any share of units, straight between its points.
  public func qini(at share: Double) -> Double {
    guard let right = shares.firstIndex(where: { $0 >= share }), right > 0 else {
      return share <= 0 ? 0 : qini.last ?? 0
    }
    let width = shares[right] - shares[right - 1]
    let part = width > 0 ? (share - shares[right - 1]) / width : 1
    return qini[right - 1] + part * (qini[right] - qini[right - 1])
  }

  /// The area between the Qini curve and the line to its end.
  public var qiniArea: Double { area(qini) }

  /// The area between the uplift curve and the line to its end.
  public var upliftArea: Double { area(uplift) }

  private func area(_ curve: [Double]) -> Double {
    var sum = 0.0
    for index in 1..<max(curve.count, 1) {
      sum += (shares[index] - shares[index - 1]) * (curve[index] + curve[index - 1]) / 2
    }
    return sum - (curve.last ?? 0) / 2
  }
}

/// Units from the highest score to the lowest, those of equal score together.
package struct UpliftRanking: Sendable {
  package let groups: [[Int]]

  package init(_ scores: [Double]) {
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    var groups: [[Int]] = []
    for unit in order {
      if let last = groups.last?.first, scores[last] == scores[unit] {
        groups[groups.count - 1].append(unit)
      } else {
        groups.append([unit])
      }
    }
    self.groups = groups
  }
}
