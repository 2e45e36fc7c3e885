import Findings

/// Where rows stand along the axis of positions: numbers, categories, days, or labels in order.
struct PositionAxis {
  /// How texts and numbers become coordinates.
  enum Kind { case linear, category, days, labels }

  let kind: Kind
  /// Categories or labels in order of first appearance; empty for numbers and days.
  let names: [String]
  /// The coordinate of the axis' start.
  let lower: Double
  /// The coordinate of the axis' end.
  let upper: Double
  /// The smallest distance between neighbouring rows.
  let spacing: Double
  private let index: [String: Int]

  init(_ figure: Figure, _ data: FigureData) {
    let used = figure.marks.flatMap { [$0.x, $0.x2] }.compactMap(\.self)
    let texts = used.flatMap { data.texts($0) }
    let kind = Self.kind(figure.x.scale, texts)
    let names = kind == .category || kind == .labels ? Self.distinct(texts) : []
    let index = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    self.kind = kind
    self.names = names
    self.index = index
    if kind == .category {
      lower = 0
      upper = Double(max(names.count, 1))
      spacing = 1
      return
    }
    func coordinates(_ columns: [String]) -> [Double] {
      let rows = columns.flatMap { name in
        Self.coordinates(data.texts(name), data.numbers(name), kind, index)
      }
      return Set(rows.compactMap(\.self)).sorted()
    }
    let bars = figure.marks.filter { $0.shape == .bar }
    let all = coordinates(used)
    let spacing = Self.spacing(bars.isEmpty ? all : coordinates(bars.map(\.x)))
    let ends = Self.ends(all)
    var padding = 0.0
    if bars.contains(where: { $0.x2 == nil }) {
      padding = spacing / 2
    } else if figure.marks.contains(where: { $0.shape == .point || $0.shape == .range }) {
      padding = (ends.upper - ends.lower) * 0.03
    }
    self.spacing = spacing
    lower = ends.lower - padding
    upper = ends.upper + padding
  }

  /// The coordinates of a column's rows.
  func coordinates(_ data: FigureData, _ column: String?) -> [Double?] {
    Self.coordinates(data.texts(column), data.numbers(column), kind, index)
  }

  /// How far along the axis a coordinate lies, 0 to 1.
  func fraction(_ coordinate: Double) -> Double { (coordinate - lower) / (upper - lower) }

  private static func kind(_ scale: Figure.Axis.Scale, _ texts: [String]) -> Kind {
    if texts.isEmpty { return .linear }
    switch scale {
    case .time: return texts.allSatisfy { CivilDate(iso: $0) != nil } ? .days : .labels
    case .category, .linear: return .category
    }
  }

  private static func coordinates(
    _ texts: [String], _ numbers: [Double?], _ kind: Kind, _ index: [String: Int]
  ) -> [Double?] {
    switch kind {
    case .linear: numbers
    case .category: texts.map { text in index[text].map { Double($0) + 0.5 } }
    case .labels: texts.map { text in index[text].map(Double.init) }
    case .days: texts.map { text in CivilDate(iso: text).map { Double($0.dayNumber) } }
    }
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private static func spacing(_ sorted: [Double]) -> Double {
    zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min() ?? 1
  }

  private static func ends(_ sorted: [Double]) -> (lower: Double, upper: Double) {
    guard let first = sorted.first, let last = sorted.last else { return (0, 1) }
    return last > first ? (first, last) : (first - 0.5, last + 0.5)
  }
}
