public import Findings
import LinearAlgebra

/// What a test changed about spending on its treated geos.
public struct GeoMoney: Sendable, Equatable {
  /// How it is known what would have been spent.
  public enum Basis: Sendable, Equatable {
    /// Nothing would have been: the campaign was new.
    case nothing
    /// The change was stated.
    case stated
    /// As much as the treated geos spent in as many periods just before, times what the donors' spend
    /// did from those periods to the test's: differences in differences of ratios, which neither a
    /// season nor a budget of another size upsets.
    case before
    /// As much as the donors spent for each unit of their outcome, for the outcome that the held-out
    /// geos would have had.
    case elsewhere
  }

  /// Spent on the treated geos during the test; nil without a column of spend.
  public let treated: Double?
  /// What would have been spent on them; nil where nothing tells.
  public let usual: Double?
  /// Spent less what would have been; nil where nothing tells, or where it is nothing.
  public let change: Double?
  /// How that is known.
  public let basis: Basis
  /// Why the change is not known.
  public let problem: Phrase?
  /// Whether a campaign said to be new spent money on the treated geos before the test.
  public let startsEarly: Bool
  /// Spent on all other geos during the test; nil without a column of spend.
  public let elsewhere: Double?

  /// Finds what was spent and what would have been; nil if nothing is told of money.
  ///
  /// - Parameters:
  ///   - stated: the change if it is known; signs follow the kind where the number is positive.
  ///   - estimate: the first estimate, whose counterfactual sizes geos that were held out.
  init?(
    _ kind: GeoTestKind, spend: GeoSpend?, stated: Double?, _ experiment: GeoExperiment,
    _ estimate: GeoEstimate?
  ) {
    guard spend != nil || stated != nil else { return nil }
    let window = experiment.window
    let others = experiment.panel.geos.indices.filter { !experiment.treated.contains($0) }
    let treated = spend?.sum(experiment.treated, window)
    self.treated = treated
    startsEarly =
      kind == .new && (spend?.sum(experiment.treated, 0..<window.lowerBound) ?? 0) > 0
    elsewhere = spend?.sum(others, window)
    if let stated {
      let isCut = kind == .goDark || kind == .holdout
      let change = isCut ? -abs(stated) : stated
      basis = .stated
      usual = treated.map { $0 - change }
      self.change = change
      problem = nil
      return
    }
    var usual: Double?
    switch kind {
    case .new: (basis, usual) = (.nothing, 0)
    case .heavyUp, .goDark:
      (basis, usual) = (.before, spend.flatMap { Self.usual($0, experiment) })
    case .holdout:
      basis = .elsewhere
      usual = spend.flatMap { Self.withheld($0, experiment, estimate) }
    }
    let change = usual.flatMap { usual in treated.map { $0 - usual } }
    let size = max(treated ?? 0, usual ?? 0)
    let isChange = change.map { abs($0) > 1e-9 * size } ?? false
    self.usual = usual
    self.change = isChange ? change : nil
    problem = isChange ? nil : Self.problem(kind, usual)
  }

  /// What would have been spent, by the treated geos' own spend before and the donors' course.
  private static func usual(_ spend: GeoSpend, _ experiment: GeoExperiment) -> Double? {
    let window = experiment.window
    let before = max(0, window.lowerBound - window.count)..<window.lowerBound
    let own = spend.sum(experiment.treated, before)
    let scale = Double(window.count) / Double(before.count)
    let donorsBefore = spend.sum(experiment.donors, before) * scale
    let donors = spend.sum(experiment.donors, window)
    guard own > 0 else { return nil }
    return own * scale * (donorsBefore > 0 && donors > 0 ? donors / donorsBefore : 1)
  }

  /// What was withheld from geos that were held out, by the donors' spend for a unit of outcome.
  private static func withheld(
    _ spend: GeoSpend, _ experiment: GeoExperiment, _ estimate: GeoEstimate?
  ) -> Double? {
    let window = experiment.window
    let donors = spend.sum(experiment.donors, window)
    let outcome = experiment.donors.reduce(0.0) { sum, geo in
      window.reduce(sum) { $0 + experiment.panel.values[geo, $1] }
    }
    guard let estimate, donors > 0, outcome > 0 else { return nil }
    let own =
      window.reduce(0) { $0 + estimate.counterfactual[$1] } * Double(experiment.treated.count)
    return own > 0 ? donors * own / outcome : nil
  }

  private static func problem(_ kind: GeoTestKind, _ usual: Double?) -> Phrase {
    switch (kind, usual) {
    case (.new, _):
      Phrase(
        en: "the column of spend shows no money on the treated geos during the test",
        de: "die Spalte der Ausgaben zeigt kein Geld in den behandelten Gebieten während des Tests")
    case (.holdout, nil):
      Phrase(
        en: "what the campaign would have spent on the geos held out is not known",
        de: "was die Kampagne in den ausgenommenen Gebieten ausgegeben hätte, ist nicht bekannt")
    case (_, nil):
      Phrase(
        en:
          "nothing was spent on the treated geos just before the test, so what is usual is not known",
        de:
          "kurz vor dem Test wurde in den behandelten Gebieten nichts ausgegeben, was üblich ist, "
          + "ist also nicht bekannt")
    default:
      Phrase(
        en: "spend on the treated geos was what it would have been",
        de: "die Ausgaben in den behandelten Gebieten waren so hoch wie sonst auch")
    }
  }
}
