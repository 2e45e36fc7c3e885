import Charts
import Findings

/// A part of the page.
struct SectionView {
  let anchor: String
  let heading: String
  let blocks: [BlockView]

  /// The sections of a report, in order.
  static func all(_ report: HTMLReport, _ index: FindingIndex) throws(ReportError) -> [SectionView]
  {
    var uses: [String: Int] = [:]
    var views: [SectionView] = []
    for section in report.sections {
      let blocks = try BlockView.all(section, report, index, &uses)
      views.append(
        SectionView(
          anchor: "s-" + PlainText.identifier(section.id), heading: section.title[report.language],
          blocks: blocks))
    }
    return views
  }
}

/// One thing in a section: a row of figures, a table, a remark or prose.
struct BlockView {
  var row: RowView?
  var grid: TableView?
  var remark: NoteView?
  var prose: ProseView?

  static func all(
    _ section: Section, _ report: HTMLReport, _ index: FindingIndex, _ uses: inout [String: Int]
  ) throws(ReportError) -> [BlockView] {
    var views: [BlockView] = []
    var run: [Figure] = []
    for block in section.blocks {
      if case .figure(let id) = block {
        guard var figure = report.figures.first(where: { $0.id == id }) else {
          throw .unknownFigure(id: id, section: section.id)
        }
        uses[id, default: 0] += 1
        if let use = uses[id], use > 1 { figure.id += "-\(use)" }
        run.append(figure)
        continue
      }
      views += RowView.rows(run, report, index).map { BlockView(row: $0) }
      run = []
      switch block {
      case .figure: break
      case .table(let grid):
        views.append(
          BlockView(
            grid: TableView(try ShownGrid(grid, index, report.language), grid.id, report.language)))
      case .note(let note): views.append(BlockView(remark: NoteView(note, report.language)))
      case .prose(let paragraph): views.append(BlockView(prose: ProseView(paragraph)))
      }
    }
    return views + RowView.rows(run, report, index).map { BlockView(row: $0) }
  }
}

/// Figures side by side.
struct RowView {
  let columns: String
  let figures: [FigureView]

  /// Breaks a run of figures into rows: those that need room stand alone, small ones side by side.
  static func rows(_ run: [Figure], _ report: HTMLReport, _ index: FindingIndex) -> [RowView] {
    var groups: [[Figure]] = []
    for figure in run {
      if let last = groups.last, !needsRoom(figure), !needsRoom(last[0]) {
        groups[groups.count - 1].append(figure)
      } else {
        groups.append([figure])
      }
    }
    return groups.map { group in
      let (columns, size) = layout(group.count)
      return RowView(
        columns: columns, figures: group.map { FigureView($0, size, report, index) })
    }
  }

  /// A figure over time, a heat map or a waterfall takes the whole width.
  private static func needsRoom(_ figure: Figure) -> Bool {
    figure.x.scale == .time || figure.kind == .heatMap || figure.kind == .waterfall
  }

  private static func layout(_ count: Int) -> (columns: String, size: FigureSize) {
    switch count {
    case 1: ("one", .wide)
    case 2, 4: ("two", .half)
    default: ("three", .narrow)
    }
  }
}
