public import Findings

/// Draws figures as SVG: the same figure and settings give the same bytes.
public struct SVGRenderer: Sendable {
  /// Where the picture will stand.
  public enum Medium: Sendable {
    /// A file of its own: brings its stylesheet, its title and a white ground.
    case file
    /// Inside a page that holds `ChartStyle.page` and `ChartColors.variables`; shows its numbers on
    /// hover when `hovers`.
    case page(hovers: Bool)
  }

  /// The language of texts and numbers.
  public var language: Language
  /// The colours of the run.
  public var palette: Palette
  /// Where the picture will stand.
  public var medium: Medium
  /// The width it is laid out for.
  public var size: FigureSize

  /// Makes a renderer.
  public init(
    language: Language, palette: Palette, medium: Medium = .file, size: FigureSize = .wide
  ) {
    self.language = language
    self.palette = palette
    self.medium = medium
    self.size = size
  }

  /// The figure as an `<svg>` element, or as a whole file with a final line break.
  ///
  /// Titles and descriptions are in the picture for screen readers; every text is escaped.
  public func svg(_ figure: Figure) -> String {
    let prefix = "\(PlainText.identifier(figure.id))-\(size.rawValue)"
    var body = SVGWriter()
    let height: Double
    let titleHeight = isFile ? 30.0 : 0
    if isFile { drawTitle(figure, &body) }
    if figure.kind == .heatMap {
      let map = HeatMap(figure, size: size, top: titleHeight, numbers: NumberStyle(language))
      map.draw(&body)
      height = map.height
    } else {
      let legend = Legend(figure, width: size.width, language: language)
      let plot = Plot(
        figure, size: size, top: titleHeight + legend.height, numbers: NumberStyle(language),
        palette: palette, prefix: prefix)
      plot.drawLegend(legend, top: titleHeight, &body)
      draw(plot, &body)
      height = plot.height
    }
    return document(figure, prefix, height, body.text)
  }

  private var isFile: Bool { if case .file = medium { true } else { false } }

  private func draw(_ plot: Plot, _ writer: inout SVGWriter) {
    plot.drawPatterns(&writer)
    plot.drawAxes(&writer)
    if plot.isEmpty { plot.drawAbsence(&writer) }
    let stack = AreaStack(plot.figure, plot.data)
    var rules = 0
    for (index, mark) in plot.figure.marks.enumerated() {
      switch mark.shape {
      case .line: plot.drawLine(mark, &writer)
      case .band: plot.drawBand(mark, &writer)
      case .bar: plot.drawBars(index, &writer)
      case .point: plot.drawPoints(index, &writer)
      case .range: plot.drawRanges(index, &writer)
      case .shade: plot.drawShade(mark, &writer)
      case .area:
        for layer in stack.layers where layer.mark == mark { plot.drawArea(layer, &writer) }
      case .rule:
        plot.drawRule(mark, order: rules, &writer)
        rules += 1
      }
      writer.newLine()
    }
    plot.drawConnectors(&writer)
    plot.drawBaseline(&writer)
    plot.drawValueLabels(&writer)
    if case .page(hovers: true) = medium { plot.drawHits(&writer) }
  }

  private func drawTitle(_ figure: Figure, _ writer: inout SVGWriter) {
    let title = figure.title[language]
    writer.textElement(
      "text", ["class": "h", "x": "0", "y": "16"],
      TextMeasure.truncated(title, width: size.width, size: 16))
    writer.newLine()
  }

  private func document(_ figure: Figure, _ prefix: String, _ height: Double, _ body: String)
    -> String
  {
    let margin = isFile ? 16.0 : 0
    let width = size.width + 2 * margin
    let whole = (height + 2 * margin).rounded(.up)
    var head = SVGWriter()
    head.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "lw \(size.rawValue)", "role": "img",
        "aria-labelledby": "\(prefix)-title \(prefix)-desc",
        "viewBox":
          "\(coordinate(-margin)) \(coordinate(-margin)) \(coordinate(width)) \(coordinate(whole))",
        "width": isFile ? coordinate(width) : "", "height": isFile ? coordinate(whole) : "",
        "lang": isFile ? language.rawValue : "",
      ])
    head.textElement("title", ["id": "\(prefix)-title"], figure.title[language])
    head.textElement("desc", ["id": "\(prefix)-desc"], figure.description[language])
    if isFile {
      head.style(ChartStyle.file)
      head.element(
        "rect",
        [
          "class": "bg", "x": coordinate(-margin), "y": coordinate(-margin),
          "width": coordinate(width), "height": coordinate(whole),
        ])
    }
    head.newLine()
    return head.text + body + "</svg>" + (isFile ? "\n" : "")
  }
}
