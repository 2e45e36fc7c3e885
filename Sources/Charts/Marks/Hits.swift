import Findings

extension Plot {
  /// Invisible strips, one a position, that show their numbers on hover: tool tips without scripts.
  func drawHits(_ writer: inout SVGWriter) {
    var texts: [(coordinate: Double, lines: [String])] = []
    var known: [Double: Int] = [:]
    for mark in figure.marks where ![.rule, .shade].contains(mark.shape) {
      let low = data.numbers(mark.y)
      let high = data.numbers(mark.y2)
      for (row, coordinate) in position.coordinates(data, mark.x).enumerated() {
        guard let coordinate, row < low.count, let number = low[row] else { continue }
        let second = row < high.count ? high[row] : nil
        let line = describe(mark, number, second)
        if let index = known[coordinate] {
          texts[index].lines.append(line)
        } else {
          known[coordinate] = texts.count
          texts.append((coordinate, [heading(mark, row), line]))
        }
      }
    }
    guard texts.count <= 400 else { return }
    let half = position.spacing / 2
    for (coordinate, lines) in texts {
      let start = max(position.fraction(coordinate - half), 0)
      let stop = min(position.fraction(coordinate + half), 1)
      let a = place(start, 0)
      let b = place(stop, 1)
      let box = Frame(
        x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
      rectangle("hit", box, title: lines.joined(separator: "\n"), &writer)
    }
    writer.newLine()
  }

  private func describe(_ mark: Figure.Mark, _ number: Double, _ second: Double?) -> String {
    let name = mark.label.map { PlainText.clean($0[language]) } ?? ""
    let first = numbers.quantity(number, as: form)
    var text = first
    if mark.shape == .bar, let second {
      text = numbers.quantity(number - second, as: form)
    } else if let second {
      text = numbers.interval(first, numbers.quantity(second, as: form))
    }
    return name.isEmpty ? text : "\(name): \(text)"
  }

  private func heading(_ mark: Figure.Mark, _ row: Int) -> String {
    let texts = data.texts(mark.x)
    if row < texts.count {
      guard position.kind == .days, let date = CivilDate(iso: texts[row]) else {
        return PlainText.clean(texts[row])
      }
      return "\(TimeTicks.shortDay(date, language)) \(date.year)"
    }
    let form = NumberForm(figure.x.unit, name: figure.x.label.en)
    let number = data.number(mark.x, row) ?? 0
    return "\(numbers.labelled(figure.x.label, unit: figure.x.unit)): "
      + numbers.quantity(number, as: form)
  }
}
