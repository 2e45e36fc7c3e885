import Findings
import Tables

extension SectionMaker {
  /// What moved the baseline, where trend, holidays or events are in the model, and where it bends,
  /// where that was left to the data.
  var baselineBlocks: [Section.Block] {
    let parts = result.baselineParts
    var blocks: [Section.Block] = []
    if !parts.isEmpty {
      let rows = parts.map { part -> [Grid.Cell] in
        let key = FindingKey(
          id: "mmm.baseline_part", subject: ["metric": part.name], period: key("").period)
        return [.text(part.title), .value(key), .interval(key)]
      }
      blocks.append(
        .table(
          Grid(
            id: "mmm.baseline_part",
            title: Phrase(en: "What moved the baseline", de: "Was das Grundniveau bewegte"),
            columns: [
              Phrase(en: "Part", de: "Teil"), Phrase(en: "Contribution", de: "Beitrag"),
              Phrase(en: "Interval", de: "Intervall"),
            ], rows: rows)))
    }
    if result.model.options.baseline.knots == .selected {
      blocks.append(.note(Section.Note(.information, selectedKnots)))
    }
    return blocks
  }

  private var selectedKnots: Phrase {
    let labels = result.model.data.times.labels
    let bends = result.model.design.specification.knots.dropFirst().dropLast().map { labels[$0] }
    let list = bends.joined(separator: ", ")
    return bends.isEmpty
      ? Phrase(
        en: "The data ask for no bend of the baseline.",
        de: "Die Daten verlangen keinen Knick des Grundniveaus.")
      : Phrase(
        en: "The data ask for bends of the baseline at \(list).",
        de: "Die Daten verlangen Knicke des Grundniveaus bei \(list).")
  }
}
