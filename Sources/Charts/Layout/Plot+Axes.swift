import Findings

extension Plot {
  /// Draws grid lines, tick labels and headings.
  func drawAxes(_ writer: inout SVGWriter) {
    drawValueTicks(&writer)
    drawPositionTicks(&writer)
    drawHeadings(&writer)
  }

  /// The line at zero, or at the start of the axis; drawn above the marks.
  func drawBaseline(_ writer: inout SVGWriter) {
    let zero = min(max(value.fraction(0), 0), 1)
    line(&writer, place(0, zero), place(1, zero), "z")
  }

  /// Says so where there is nothing to draw.
  func drawAbsence(_ writer: inout SVGWriter) {
    let middle = Point(x: frame.x + frame.width / 2, y: frame.y + frame.height / 2)
    text(&writer, "a", middle, language == .de ? "keine Daten" : "no data", anchor: "middle")
  }

  private func drawValueTicks(_ writer: inout SVGWriter) {
    let labels = numbers.ticks(value.ticks, as: form)
    for (tick, label) in zip(value.ticks.values, labels) {
      let fraction = value.fraction(tick)
      let start = place(0, fraction)
      line(&writer, start, place(1, fraction), "g")
      if flipped {
        text(&writer, "t", Point(x: start.x, y: frame.maxY + 16), label, anchor: "middle")
      } else {
        text(&writer, "t", Point(x: frame.x - 7, y: start.y + 4), label, anchor: "end")
      }
    }
    writer.newLine()
  }

  private func drawPositionTicks(_ writer: inout SVGWriter) {
    switch position.kind {
    case .category: flipped ? drawSideNames(&writer) : drawNames(&writer)
    case .days: drawDays(&writer)
    case .labels: drawLabels(&writer)
    case .linear: drawNumbers(&writer)
    }
    writer.newLine()
  }

  private func drawNames(_ writer: inout SVGWriter) {
    for (index, lines) in categoryLines.enumerated() {
      let x = place(position.fraction(Double(index) + 0.5), 0).x
      let whole = PlainText.clean(position.names[index])
      let isCut = !lines.isEmpty && lines.joined(separator: " ") != whole
      for (row, part) in lines.enumerated() {
        let y = frame.maxY + 16 + 13 * Double(row)
        text(
          &writer, "t", Point(x: x, y: y), part, anchor: "middle",
          title: isCut && row == 0 ? whole : nil)
      }
    }
  }

  private func drawSideNames(_ writer: inout SVGWriter) {
    for (index, name) in position.names.enumerated() {
      let y = place(position.fraction(Double(index) + 0.5), 0).y
      let whole = PlainText.clean(name)
      let shown = TextMeasure.truncated(whole, width: frame.x - 10)
      text(
        &writer, "t", Point(x: frame.x - 8, y: y + 4), shown, anchor: "end",
        title: shown == whole ? nil : whole)
    }
  }

  private func drawDays(_ writer: inout SVGWriter) {
    for tick in dayTicks.values {
      let x = place(position.fraction(Double(tick.day)), 0).x
      line(&writer, Point(x: x, y: frame.maxY), Point(x: x, y: frame.maxY + 4), "z")
      text(&writer, "t", Point(x: x, y: frame.maxY + 16), tick.label, anchor: "middle")
      if let year = tick.year {
        text(&writer, "t", Point(x: x, y: frame.maxY + 29), year, anchor: "middle")
      }
    }
  }

  /// The ticks of an axis of days.
  var dayTicks: TimeTicks {
    TimeTicks(
      from: Int(position.lower.rounded(.up)), to: Int(position.upper.rounded(.down)),
      width: frame.width, language: language)
  }

  private func drawLabels(_ writer: inout SVGWriter) {
    let widest = position.names.map { TextMeasure.width(PlainText.clean($0)) }.max() ?? 0
    let fitting = max(Int(frame.width / (min(widest, 90) + 14)), 1)
    let every = (position.names.count + fitting - 1) / fitting
    for index in stride(from: 0, to: position.names.count, by: max(every, 1)) {
      let x = place(position.fraction(Double(index)), 0).x
      let shown = TextMeasure.truncated(position.names[index], width: 90)
      line(&writer, Point(x: x, y: frame.maxY), Point(x: x, y: frame.maxY + 4), "z")
      text(&writer, "t", Point(x: x, y: frame.maxY + 16), shown, anchor: "middle")
    }
  }

  private func drawNumbers(_ writer: inout SVGWriter) {
    let form = NumberForm(figure.x.unit, name: figure.x.label.en)
    let most = max(Int(frame.width / 60), 2)
    let candidates = stride(from: most, through: 1, by: -1).map { count in
      Ticks(from: position.lower, to: position.upper, count: count, enclosing: false)
    }
    let fitting = candidates.first { Self.fit(numbers.ticks($0, as: form), in: frame.width) }
    guard let ticks = fitting ?? candidates.last else { return }
    for (tick, label) in zip(ticks.values, numbers.ticks(ticks, as: form)) {
      let x = place(position.fraction(tick), 0).x
      line(&writer, Point(x: x, y: frame.maxY), Point(x: x, y: frame.maxY + 4), "z")
      text(&writer, "t", Point(x: x, y: frame.maxY + 16), label, anchor: "middle")
    }
  }

  private func drawHeadings(_ writer: inout SVGWriter) {
    let limit = frame.maxX - 4
    if flipped {
      let shown = TextMeasure.truncated(axisHeading, width: limit, size: 11.5)
      text(&writer, "a", Point(x: frame.maxX, y: frame.maxY + 34), shown, anchor: "end")
    } else {
      let shown = TextMeasure.truncated(axisHeading, width: limit, size: 11.5)
      text(&writer, "a", Point(x: 0, y: frame.y - 14), shown, anchor: "start")
    }
    if !flipped && !positionHeading.isEmpty {
      let shown = TextMeasure.truncated(positionHeading, width: limit, size: 11.5)
      text(&writer, "a", Point(x: frame.maxX, y: height - 4), shown, anchor: "end")
    }
  }

  func line(_ writer: inout SVGWriter, _ from: Point, _ to: Point, _ style: String) {
    writer.element("path", ["class": style, "d": "M\(from.path)L\(to.path)"])
  }

  func text(
    _ writer: inout SVGWriter, _ style: String, _ at: Point, _ content: String, anchor: String,
    title: String? = nil
  ) {
    writer.textElement(
      "text",
      [
        "class": style, "x": coordinate(at.x), "y": coordinate(at.y),
        "text-anchor": anchor == "start" ? "" : anchor,
      ], content, title: title)
  }
}
