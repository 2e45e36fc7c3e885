import Charts
import Findings
import Foundation

/// Figures of every kind, among them awkward ones.
enum Gallery {
  static let hostile = "<script>alert(\"1\")</script>'\u{1B}[31m&\u{202E}x"

  static var figures: [Figure] {
    [
      line, hostileNames, manyCategories, pairedBars, negativeWaterfall, stacked, histogram, points,
      heatMap, empty, extreme, labels, manyChannels, fewDays,
    ]
  }

  private static func figure(
    _ id: String, _ kind: Figure.Kind, x: Figure.Axis, y: Figure.Axis, _ columns: [Figure.Column],
    _ marks: [Figure.Mark]
  ) -> Figure {
    Figure(
      id: id, kind: kind, title: Phrase(en: "Title of \(id)", de: "Titel von \(id)"),
      caption: Phrase(""), description: Phrase(en: "About \(id)", de: "Über \(id)"), x: x, y: y,
      columns: columns, marks: marks)
  }

  private static let money = Figure.Axis(
    label: Phrase(en: "Revenue", de: "Umsatz"), unit: .money("EUR"))
  private static let category = Figure.Axis(
    label: Phrase(en: "Channel", de: "Kanal"), scale: .category)

  static var line: Figure {
    let weeks = (0..<60).map { week in
      "\(2024 + week / 52)-\(String(format: "%02d", min(week % 52 / 4 + 1, 12)))-"
        + String(format: "%02d", week % 4 * 7 + 1)
    }
    return figure(
      "line", .line, x: .init(label: Phrase("Week"), scale: .time), y: money,
      [
        .init("t", texts: weeks),
        .init("y", numbers: weeks.indices.map { $0 % 17 == 3 ? nil : 4e4 + 900 * Double($0) }),
      ], [.init(.line, role: .actual, label: Phrase("Observed"), x: "t", y: "y")])
  }

  static var hostileNames: Figure {
    figure(
      "hostile\"><b", .bars, x: category, y: money,
      [.init("c", texts: [hostile, "b"]), .init("y", numbers: [3, 4])],
      [.init(.bar, role: .channel(hostile), label: Phrase(hostile), x: "c", y: "y")])
  }

  static var manyCategories: Figure {
    let names = (1...24).map { "Channel with a rather long name, number \($0)" }
    return figure(
      "many", .bars, x: category, y: .init(label: Phrase(en: "Share", de: "Anteil")),
      [.init("c", texts: names), .init("y", numbers: names.indices.map { 0.3 / Double($0 + 1) })],
      [.init(.bar, role: .posterior, x: "c", y: "y")])
  }

  static var pairedBars: Figure {
    figure(
      "paired", .bars, x: category, y: .init(label: Phrase("Share")),
      [
        .init("c", texts: ["TV", "Search", "Social"]), .init("a", numbers: [0.2, 0.3, 0.5]),
        .init("b", numbers: [0.4, 0.4, 0.2]),
      ],
      [
        .init(.bar, role: .prior, label: Phrase("Spend"), x: "c", y: "a"),
        .init(.bar, role: .posterior, label: Phrase("Effect"), x: "c", y: "b"),
      ])
  }

  static var negativeWaterfall: Figure {
    figure(
      "negative", .waterfall, x: category, y: money,
      [
        .init("c", texts: ["Start", "Price", "TV", "End"]),
        .init("to", numbers: [5e6, 3.5e6, 4.25e6, 4.25e6]),
        .init("from", numbers: [0, 5e6, 3.5e6, 0]),
      ], [.init(.bar, role: .posterior, x: "c", y: "to", y2: "from")])
  }

  static var stacked: Figure {
    figure(
      "stacked", .area, x: .init(label: Phrase("Day")), y: money,
      [
        .init("t", numbers: [0, 1, 2, 3]), .init("a", numbers: [1, 2, nil, 1]),
        .init("b", numbers: [1, -1, 2, 1]),
      ],
      [
        .init(.area, role: .channel("a"), label: Phrase("A"), x: "t", y: "a"),
        .init(.area, role: .channel("b"), label: Phrase("B"), x: "t", y: "b"),
      ])
  }

  static var histogram: Figure {
    let edges = (0..<20).map { Double($0) * 0.25 }
    return figure(
      "histogram", .histogram, x: .init(label: Phrase("ROI")), y: .init(label: Phrase("Draws")),
      [
        .init("from", numbers: edges), .init("to", numbers: edges.map { $0 + 0.25 }),
        .init("n", numbers: edges.map { 400 * exp(-($0 - 2) * ($0 - 2)) }),
        .init("mean", numbers: [2.1]),
      ],
      [
        .init(.bar, role: .posterior, x: "from", y: "n", x2: "to"),
        .init(.rule, role: .reference, label: Phrase("mean"), x: "mean"),
      ])
  }

  static var points: Figure {
    figure(
      "points", .points, x: money, y: .init(label: Phrase("Return"), unit: Unit("EUR/EUR")),
      [
        .init("x", numbers: [1e5, 2e5, 5e5, 9e5]), .init("y", numbers: [3, 2.2, 1.4, 0.9]),
        .init("l", numbers: [2, 1.7, 1, 0.2]), .init("u", numbers: [4, 2.9, 1.9, 1.8]),
      ],
      [
        .init(.range, role: .channel("tv"), label: Phrase("TV"), x: "x", y: "l", y2: "u"),
        .init(.point, role: .channel("tv"), label: Phrase("TV"), x: "x", y: "y"),
        .init(.point, role: .channel("radio"), label: Phrase("Radio"), x: "x", y: "l"),
      ])
  }

  static var heatMap: Figure {
    figure(
      "heat", .heatMap, x: category, y: .init(label: Phrase("Correlation"), scale: .category),
      [
        .init("a", texts: ["TV", "TV", "Radio", "Radio"]),
        .init("b", texts: ["TV", "Radio", "TV", "Radio"]), .init("r", numbers: [1, -0.4, -0.4, 1]),
      ], [.init(.point, role: .model, x: "a", y: "b", y2: "r")])
  }

  static var empty: Figure {
    figure(
      "empty", .line, x: .init(label: Phrase("x")), y: money, [],
      [.init(.line, role: .model, x: "missing", y: "missing")])
  }

  static var extreme: Figure {
    figure(
      "extreme", .line, x: .init(label: Phrase("x")), y: .init(label: Phrase("y")),
      [
        .init("x", numbers: [0, 1e300, .infinity, 4, 5]),
        .init("y", numbers: [.nan, 1, 1e-300, -.infinity, 1 + 1e-15]),
      ],
      [
        .init(.line, role: .model, x: "x", y: "y"),
        .init(.band, role: .model, x: "x", y: "y", y2: "x"),
        .init(.point, role: .model, x: "x", y: "y"), .init(.bar, role: .model, x: "x", y: "y"),
      ])
  }

  static var labels: Figure {
    let weeks = (1...60).map { "KW \($0)/2025" }
    return figure(
      "labels", .line, x: .init(label: Phrase("Week"), scale: .time), y: money,
      [.init("t", texts: weeks), .init("y", numbers: weeks.indices.map { Double($0) })],
      [.init(.line, role: .model, x: "t", y: "y")])
  }

  static var manyChannels: Figure {
    let names = (1...14).map { "channel\($0)" }
    return figure(
      "channels", .line, x: .init(label: Phrase("x")), y: money,
      [.init("x", numbers: [0, 1, 2])]
        + names.enumerated().map { .init($1, numbers: [0, Double($0), Double($0) * 1.5]) },
      names.map { .init(.line, role: .channel($0), label: Phrase($0), x: "x", y: $0) })
  }

  static var fewDays: Figure {
    let days = (20...31).map { "2025-12-\($0)" } + (1...9).map { "2026-01-0\($0)" }
    return figure(
      "days", .bars, x: .init(label: Phrase("Day"), scale: .time),
      y: .init(label: Phrase("Orders")),
      [.init("t", texts: days), .init("y", numbers: days.indices.map { Double($0 * 7 % 11) })],
      [.init(.bar, role: .actual, x: "t", y: "y")])
  }
}
