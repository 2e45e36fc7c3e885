import Findings
import Testing

/// Golden pieces of pictures.
///
/// The plot of `MiniFigure` is 273.29 pixels wide from x = 18.71 and 180
/// high from y = 26, so that (1, 1) of a line lies at (18.71 + 273.29/4, 206 − 180/4).
@Suite("Marks")
struct MarkTests {
  private let tv = MiniFigure.channel

  private func svg(_ mark: Figure.Mark, kind: Figure.Kind = .line) -> String {
    MiniFigure.svg(MiniFigure.make([mark], kind: kind))
  }

  @Test("a line passes through its rows") func line() {
    let svg = svg(.init(.line, role: tv, x: "x", y: "y"))
    #expect(
      svg.contains(
        #"<path class="ln s-c0" d="M18.71 206L87.03 161L155.36 116L223.68 71L292 26"/>"#))
  }

  @Test("a gap breaks a line") func gap() {
    let svg = svg(.init(.line, role: tv, x: "x", y: "gap"))
    #expect(svg.contains(#"d="M18.71 206L87.03 161M223.68 71L292 26"/>"#))
  }

  @Test("a band runs along one edge and back along the other") func band() {
    let svg = svg(.init(.band, role: .model, x: "x", y: "low", y2: "high"))
    #expect(
      svg.contains(
        ##"<path class="bd f-model" d="M18.71 206L87.03 206L155.36 161L223.68 161L292 116L292 26L223.68 26L155.36 71L87.03 116L18.71 161Z"/>"##
      ))
  }

  @Test("a bar stands on zero") func bar() {
    #expect(
      svg(.init(.bar, role: tv, x: "x", y: "y"), kind: .bars).contains(
        ##"<rect class="sep f-c0" x="77.19" y="161" width="47.01" height="45"/>"##))
  }

  @Test("a prior's bar is hatched") func hatched() {
    let svg = svg(.init(.bar, role: .prior, x: "x", y: "y"), kind: .bars)
    #expect(svg.contains(#"<pattern id="mini-narrow-diagonal""#))
    #expect(svg.contains(##"fill="url(#mini-narrow-diagonal)""##))
  }

  @Test("a dot has the shape of its role") func point() {
    #expect(
      svg(.init(.point, role: .posterior, x: "x", y: "y")).contains(
        ##"<path class="pt f-posterior" d="M86.9 161a4 4 0 1 1 8 0a4 4 0 1 1 -8 0Z"/>"##))
    #expect(
      svg(.init(.point, role: .prior, x: "x", y: "y")).contains(
        ##"<path class="pt f-prior" d="M90.9 156L95.9 161L90.9 166L85.9 161Z"/>"##))
  }

  @Test("an interval has caps") func range() {
    #expect(
      svg(.init(.range, role: tv, x: "x", y: "low", y2: "high")).contains(
        ##"<path class="rg s-c0" d="M90.9 206L90.9 116M86.4 206L95.4 206M86.4 116L95.4 116"/>"##
      ))
  }

  @Test("areas pile up") func area() {
    let figure = MiniFigure.make(
      [
        .init(.area, role: .baseline, x: "x", y: "low"), .init(.area, role: tv, x: "x", y: "y"),
      ], kind: .area)
    #expect(
      MiniFigure.svg(figure).contains(
        ##"<path class="sep f-c0" d="M18.71 206L87.03 176L155.36 116L223.68 86L292 26L292 146L223.68 176L155.36 176L87.03 206L18.71 206Z"/>"##
      ))
  }

  @Test("an area of both signs has a part on each side of zero") func signedArea() {
    let columns: [Figure.Column] = [
      .init("x", numbers: [0, 1, 2]), .init("base", numbers: [2, 2, 2]),
      .init("y", numbers: [1, -1, 0]),
    ]
    let axis = Figure.Axis(label: Phrase("y"))
    let figure = Figure(
      id: "signed", kind: .area, title: Phrase("t"), caption: Phrase("c"),
      description: Phrase("d"), x: axis, y: axis, columns: columns,
      marks: [
        .init(.area, role: .baseline, x: "x", y: "base"), .init(.area, role: tv, x: "x", y: "y"),
      ])
    let svg = MiniFigure.svg(figure)
    #expect(svg.matches(of: /class="sep f-c0"/).count == 2)
    #expect(svg.matches(of: /class="sep f-baseline"/).count == 1)
  }

  @Test("a rule crosses the plot and names itself at the top") func rule() {
    let figure = MiniFigure.make([
      .init(.line, role: tv, x: "x", y: "y"),
      .init(.rule, role: .reference, label: Phrase(en: "today", de: "heute"), x: "from"),
    ])
    let svg = MiniFigure.svg(figure, .de)
    #expect(
      svg.contains(
        ##"<path class="ln s-reference" stroke-dasharray="5 4" d="M87.03 206L87.03 26"/><text class="v halo" x="92.03" y="37">heute</text>"##
      ))
  }

  @Test("a shade is tinted and hatched") func shade() {
    let figure = MiniFigure.make([
      .init(.shade, role: .extrapolation, x: "from", x2: "to"),
      .init(.line, role: tv, x: "x", y: "y"),
    ])
    #expect(
      MiniFigure.svg(figure).contains(
        ##"<rect class="sh f-extrapolation" x="87.03" y="26" width="136.65" height="180"/><rect x="87.03" y="26" width="136.65" height="180" fill="url(#mini-narrow-shade)"/>"##
      ))
  }

  @Test("roles that share a category stand side by side, a waterfall's steps do not") func dodge() {
    let paired = MiniFigure.svg(Gallery.pairedBars)
    let single = MiniFigure.svg(Gallery.negativeWaterfall)
    #expect(
      paired.contains(
        ##"<rect class="sep f-posterior" x="79.62" y="86" width="32.62" height="144"/>"##))
    #expect(
      single.contains(
        ##"<rect class="sep f-posterior" x="113.72" y="56" width="48.03" height="45"/>"##))
  }

  @Test("a heat map of many columns stands its names upright and shows all numbers or none")
  func manyColumns() {
    let names = (0..<25).map { "channel_\($0)" }
    let pairs = names.flatMap { first in names.map { (first, $0) } }
    var figure = Gallery.heatMap
    figure.columns = [
      .init("a", texts: pairs.map(\.0)), .init("b", texts: pairs.map(\.1)),
      .init("r", numbers: pairs.map { $0.0 == $0.1 ? 1 : $0.0 < $0.1 ? 0.1 : -0.1 }),
    ]
    let svg = MiniFigure.svg(figure)
    #expect(svg.contains("rotate(-90") && !svg.contains(">0.10<") && !svg.contains(">1.00<"))
  }

  @Test("a heat map shades by strength and sign") func heat() {
    let svg = MiniFigure.svg(Gallery.heatMap)
    #expect(
      svg.contains(
        ##"<rect class="sep f-c1" x="43.35" y="54" width="131.32" height="30" fill-opacity="0.28">"##
      ))
  }
}
