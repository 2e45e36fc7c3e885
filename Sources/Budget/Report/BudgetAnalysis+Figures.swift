public import Findings
import Foundation
import Interchange
import Probability

extension BudgetAnalysis {
  /// What to draw; nothing where the numbers are withheld.
  public func figures() -> [Figure] {
    guard context.showsNumbers else { return [] }
    return [allocation(), risk()] + (frontier.count > 2 ? [frontierFigure()] : [])
      + problem.table.curves.indices.filter { _ in problem.options.grain == .channel }
      .compactMap(response)
  }

  private var writer: BudgetWriter { BudgetWriter(context, .en) }

  private static let todayLabel = Phrase(en: "Today", de: "Heute")
  private static let bestLabel = Phrase(en: "Best plan found", de: "Bester gefundener Plan")

  private func allocation() -> Figure {
    let channels = problem.model.channels
    let plan = byChannel(decision.optimum.plan)
    let intervals = channels.indices.map { interval(drawAmounts(channel: $0)) }
    return Figure(
      id: "budget.allocation", kind: .bars,
      title: Phrase(en: "Today's plan and the best one", de: "Heutiger und bester Plan"),
      caption: Phrase(
        en:
          "Spend on each channel. Lines span the best amounts of single posterior draws: where they"
          + " are long, the data do not settle the amount.",
        de:
          "Ausgaben je Kanal. Linien umspannen die besten Beträge einzelner Ziehungen: Wo sie lang"
          + " sind, legen die Daten den Betrag nicht fest."),
      description: Phrase(
        en: "Bars of today's spend and of the best plan for each channel.",
        de: "Balken der heutigen Ausgaben und des besten Plans je Kanal."),
      x: .init(label: Phrase(en: "Channel", de: "Kanal"), scale: .category),
      y: .init(label: Phrase(en: "Spend", de: "Ausgaben"), unit: context.money),
      columns: [
        .init("channel", texts: channels), .init("today", numbers: byChannel(problem.today)),
        .init("best", numbers: plan), .init("lower", numbers: intervals.map { $0?.lower }),
        .init("upper", numbers: intervals.map { $0?.upper }),
      ],
      marks: [
        .init(.bar, role: .reference, label: Self.todayLabel, x: "channel", y: "today"),
        .init(.bar, role: .model, label: Self.bestLabel, x: "channel", y: "best"),
        .init(
          .range, role: .actual,
          label: Phrase(en: "Best of single draws", de: "Beste einzelner Ziehungen"), x: "channel",
          y: "lower", y2: "upper"),
      ],
      findings: channels.flatMap { name in
        ["budget.current", "budget.recommended"].map { writer.key($0, ["channel": name]) }
      })
  }

  private func risk() -> Figure {
    let changes = decision.changes
    let (least, most) = (changes.min() ?? 0, changes.max() ?? 0)
    let count = 30
    let width = most > least ? (most - least) / Double(count) : 1
    var shares = [Double](repeating: 0, count: count)
    for change in changes {
      shares[min(count - 1, Int((change - least) / width))] += 1 / Double(changes.count)
    }
    let starts = (0..<count).map { least + Double($0) * width }
    return Figure(
      id: "budget.risk", kind: .histogram,
      title: Phrase(en: "What the change may bring", de: "Was die Änderung bringen kann"),
      caption: Phrase(
        en: "How likely each change against today's plan is. What lies left of zero is the risk of"
          + " moving.",
        de: "Wie wahrscheinlich jede Änderung gegenüber dem heutigen Plan ist. Links der Null liegt"
          + " das Risiko."),
      description: Phrase(
        en: "Histogram of the change against today's plan over posterior draws.",
        de: "Histogramm der Änderung gegenüber dem heutigen Plan über Ziehungen."),
      x: .init(label: Phrase(en: "Change", de: "Änderung"), unit: judged),
      y: .init(label: Phrase(en: "Share of draws", de: "Anteil der Ziehungen")),
      columns: [
        .init("from", numbers: starts), .init("to", numbers: starts.map { $0 + width }),
        .init("share", numbers: shares), .init("zero", numbers: starts.map { _ in 0 }),
      ],
      marks: [
        .init(.bar, role: .posterior, x: "from", y: "share", x2: "to"),
        .init(
          .rule, role: .reference, label: Phrase(en: "No change", de: "Keine Änderung"), x: "zero"),
      ],
      findings: [writer.key("budget.probability_better"), writer.key("budget.outcome_change")])
  }

  private func frontierFigure() -> Figure {
    let totals = frontier.map(\.total)
    let outcomes = frontier.map { problem.outcome($0.plan) }
    func gap(_ value: Double) -> [Double?] { [value] + totals.dropFirst().map { _ in nil } }
    return Figure(
      id: "budget.frontier", kind: .line,
      title: Phrase(en: "What another budget would bring", de: "Was ein anderes Budget brächte"),
      caption: Phrase(
        en: "The most that each total brings within the conditions, and where today's plan stands.",
        de:
          "Das Meiste, was jede Summe unter den Bedingungen bringt, und wo der heutige Plan steht."
      ),
      description: Phrase(
        en: "Line of the largest outcome for each total, with today's plan and the best one.",
        de: "Linie des größten Ergebnisses je Summe, mit heutigem und bestem Plan."),
      x: .init(label: Phrase(en: "Total spend", de: "Gesamtausgaben"), unit: context.money),
      y: .init(
        label: Phrase(en: "Outcome of media", de: "Ergebnis der Medien"), unit: context.outcome),
      columns: [
        .init("total", numbers: totals), .init("outcome", numbers: outcomes),
        .init("today_total", numbers: gap(problem.todayTotal)),
        .init("today", numbers: gap(problem.outcome(problem.today))),
        .init("best_total", numbers: gap(decision.optimum.plan.reduce(0, +))),
        .init("best", numbers: gap(problem.outcome(decision.optimum.plan))),
      ],
      marks: [
        .init(
          .line, role: .model, label: Phrase(en: "Best division", de: "Beste Aufteilung"),
          x: "total", y: "outcome"),
        .init(.point, role: .reference, label: Self.todayLabel, x: "today_total", y: "today"),
        .init(.point, role: .actual, label: Self.bestLabel, x: "best_total", y: "best"),
      ], findings: Self.scenarios.map { writer.key("budget.outcome", ["scenario": $0.0]) })
  }

  private func response(_ j: Int) -> Figure? {
    let (curve, cell) = (problem.table.curves[j], problem.cells[j])
    guard curve.count > 1 else { return nil }
    let name = problem.model.channels[cell.channel]
    let draws = problem.table.draws.count
    let bands = (0..<curve.count).map { k in
      interval((0..<draws).map { curve.draws[$0 * curve.count + k] })
    }
    func first(_ value: Double) -> [Double?] {
      [value] + curve.amounts.dropFirst().map { _ in nil }
    }
    func all(_ value: Double) -> [Double?] { curve.amounts.map { _ in value } }
    var columns: [Figure.Column] = [
      .init("spend", numbers: curve.amounts), .init("outcome", numbers: curve.mean),
      .init("lower", numbers: bands.map { $0?.lower }),
      .init("upper", numbers: bands.map { $0?.upper }),
      .init("today", numbers: first(cell.today)),
      .init("today_outcome", numbers: first(curve.meanValue(at: cell.today))),
      .init("best", numbers: first(decision.optimum.plan[j])),
      .init("best_outcome", numbers: first(curve.meanValue(at: decision.optimum.plan[j]))),
    ]
    var marks: [Figure.Mark] = [
      .init(.band, role: .channel(name), x: "spend", y: "lower", y2: "upper"),
      .init(.line, role: .channel(name), x: "spend", y: "outcome"),
      .init(.point, role: .reference, label: Self.todayLabel, x: "today", y: "today_outcome"),
      .init(.point, role: .actual, label: Self.bestLabel, x: "best", y: "best_outcome"),
    ]
    if let last = curve.amounts.last, cell.observed < last {
      columns += [.init("from", numbers: all(cell.observed)), .init("to", numbers: all(last))]
      marks.insert(
        .init(
          .shade, role: .extrapolation,
          label: Phrase(en: "Beyond the data", de: "Jenseits der Daten"), x: "from", x2: "to"),
        at: 0)
    }
    return Figure(
      id: "budget.response.\(name)", kind: .band, title: Phrase(name),
      caption: Phrase(
        en:
          "What spend within the bounds brings, with interval; dots are today's plan and the best.",
        de: "Was Ausgaben innerhalb der Grenzen bringen, mit Intervall; Punkte sind der heutige und"
          + " der beste Plan."),
      description: Phrase(
        en: "Response curve of \(name) with today's plan and the best one.",
        de: "Wirkungskurve von \(name) mit heutigem und bestem Plan."),
      x: .init(label: Phrase(en: "Spend", de: "Ausgaben"), unit: context.money),
      y: .init(label: Phrase(en: "Outcome", de: "Ergebnis"), unit: context.outcome),
      columns: columns, marks: marks,
      findings: ["budget.current", "budget.recommended"].map {
        writer.key($0, ["channel": name])
      })
  }
}
