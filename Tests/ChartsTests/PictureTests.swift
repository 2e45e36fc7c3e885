import Charts
import Findings
import Foundation
import Testing

@Suite("Pictures")
struct PictureTests {
  private static let media: [SVGRenderer.Medium] = [.file, .page(hovers: true)]

  @Test("every picture is well formed, named and described", arguments: Gallery.figures)
  func complete(_ figure: Figure) {
    for language in Language.allCases {
      for size in FigureSize.allCases {
        for medium in Self.media {
          let svg = MiniFigure.svg(figure, language, size: size, medium: medium)
          let check = SVGCheck(svg)
          #expect(check.isWellFormed, "\(figure.id)")
          #expect(check.attributes["role"] == "img")
          let labels = (check.attributes["aria-labelledby"] ?? "").split(separator: " ")
          #expect(labels.count == 2 && labels.allSatisfy { check.ids.contains(String($0)) })
          #expect(check.texts.first == PlainText.clean(figure.title[language]))
          #expect(check.elements["desc"] == 1)
          #expect(Set(check.ids).count == check.ids.count)
          #expect(!svg.contains("nan") && !svg.contains("inf"))
          #expect(!svg.contains("<script") && !svg.contains("\u{1B}"))
        }
      }
    }
  }

  @Test("the same figure gives the same bytes", arguments: Gallery.figures)
  func deterministic(_ figure: Figure) {
    #expect(MiniFigure.svg(figure, medium: .file) == MiniFigure.svg(figure, medium: .file))
  }

  @Test("a file stands alone: white ground, colours written out, title shown") func file() {
    let svg = MiniFigure.svg(Gallery.line, medium: .file)
    #expect(svg.contains("<style>") && !svg.contains("var(--"))
    #expect(svg.contains("class=\"bg\"") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("<text class=\"h\" x=\"0\" y=\"16\">Title of line</text>"))
  }

  @Test("within a page colours are variables and numbers show on hover") func page() {
    let svg = MiniFigure.svg(Gallery.line, medium: .page(hovers: true))
    #expect(!svg.contains("<style>"))
    #expect(svg.contains("<title>1\u{A0}Jan 2024\nObserved: €40,000</title>"))
    #expect(ChartStyle.page.contains("var(--c0)"))
  }

  @Test("long names run down the side, cut, with the whole name on hover") func longNames() {
    let svg = MiniFigure.svg(Gallery.manyCategories, size: .half)
    #expect(svg.contains("…"))
    #expect(svg.contains("<title>Channel with a rather long name, number 24</title>"))
    let shown = svg.matches(of: /text-anchor="end">([^<]*)<title>/).map { String($0.1) }
    #expect(shown.count == 24 && Set(shown).count == 24)
    #expect(svg.contains(">30.0%</text>"))
  }

  @Test("intervals of categories lie along one scale") func intervals() {
    let figure = MiniFigure.make(
      [.init(.range, role: .posterior, x: "c", y: "l", y2: "u")], kind: .points,
      columns: [
        .init("c", texts: ["TV", "Radio"]), .init("l", numbers: [1, 2]),
        .init("u", numbers: [3, 4]),
      ], x: .init(label: Phrase("Channel"), scale: .category))
    let ends = MiniFigure.svg(figure).matches(of: /class="rg[^"]*" d="M\S+ (\S+)L\S+ ([0-9.]+)M/)
    #expect(ends.count == 2 && ends.allSatisfy { $0.1 == $0.2 })
  }

  @Test("a figure without numbers says so in the reader's language") func empty() {
    #expect(MiniFigure.svg(Gallery.empty).contains(">no data</text>"))
    #expect(MiniFigure.svg(Gallery.empty, .de).contains(">keine Daten</text>"))
  }

  @Test("axes use the number format of the language") func language() {
    #expect(MiniFigure.svg(Gallery.negativeWaterfall).contains(">€5M</text>"))
    #expect(MiniFigure.svg(Gallery.negativeWaterfall, .de).contains(">5\u{A0}Mio.\u{A0}€</text>"))
    #expect(MiniFigure.svg(Gallery.negativeWaterfall).contains(">−€1.50M</text>"))
  }

  @Test("pictures can be written for looking at them") func gallery() throws {
    guard let folder = ProcessInfo.processInfo.environment["LIFTWERK_SAMPLE_FOLDER"] else { return }
    for figure in Gallery.figures {
      let name = "gallery-\(PlainText.identifier(figure.id)).svg"
      try Data(MiniFigure.svg(figure, size: .half, medium: .file).utf8)
        .write(to: URL(fileURLWithPath: folder).appending(path: name))
    }
  }
}
