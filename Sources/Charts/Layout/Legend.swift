import Findings

/// The names of a figure's marks, in rows above the plot.
struct Legend {
  /// One name and the marks that carry it.
  struct Entry {
    let label: String
    let marks: [Figure.Mark]
    var width: Double { Legend.swatch + 7 + TextMeasure.width(shown, size: 12) + 16 }
    var shown: String { TextMeasure.truncated(label, width: 190, size: 12) }
  }

  static let swatch = 22.0
  static let rowHeight = 20.0

  /// The entries, row by row.
  let rows: [[Entry]]

  init(_ figure: Figure, width: Double, language: Language) {
    var entries: [Entry] = []
    // a rule names itself where it stands
    for mark in figure.marks where mark.shape != .rule {
      guard let label = mark.label.map({ PlainText.clean($0[language]) }), !label.isEmpty else {
        continue
      }
      let same = entries.firstIndex { $0.label == label && $0.marks[0].role == mark.role }
      if let same {
        entries[same] = Entry(label: label, marks: entries[same].marks + [mark])
      } else {
        entries.append(Entry(label: label, marks: [mark]))
      }
    }
    var rows: [[Entry]] = []
    var used = width
    for entry in entries {
      if used + entry.width > width + 16 {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(entry)
      used += entry.width
    }
    self.rows = rows
  }

  /// The height of all rows.
  var height: Double { rows.isEmpty ? 0 : Double(rows.count) * Self.rowHeight + 4 }
}

extension Plot {
  /// Draws the legend with its top at a height.
  func drawLegend(_ legend: Legend, top: Double, _ writer: inout SVGWriter) {
    for (row, entries) in legend.rows.enumerated() {
      var x = 0.0
      let middle = top + Legend.rowHeight * Double(row) + 9
      for entry in entries {
        for mark in entry.marks { drawSwatch(mark, x, middle, &writer) }
        text(
          &writer, "l", Point(x: x + Legend.swatch + 7, y: middle + 4), entry.shown,
          anchor: "start", title: entry.shown == entry.label ? nil : entry.label)
        x += entry.width
      }
    }
    writer.newLine()
  }

  private func drawSwatch(
    _ mark: Figure.Mark, _ x: Double, _ middle: Double, _ writer: inout SVGWriter
  ) {
    let box = Frame(x: x, y: middle - 6, width: Legend.swatch, height: 12)
    let left = Point(x: x, y: middle)
    let right = Point(x: x + Legend.swatch, y: middle)
    switch mark.shape {
    case .line, .rule: stroke(mark, "M\(left.path)L\(right.path)", &writer)
    case .band: drawBandBox(mark, box, &writer)
    case .bar, .area: drawSurface(mark, box, &writer)
    case .point: drawMarker(mark, Point(x: x + Legend.swatch / 2, y: middle), &writer)
    case .range: drawWhisker(mark, left, right, isHorizontal: true, &writer)
    case .shade: drawShadeBox(mark, box, &writer)
    }
  }
}
