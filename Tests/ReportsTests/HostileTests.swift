import Charts
import Findings
import Foundation
import Reports
import Testing

@Suite("Hostile names")
struct HostileTests {
  private static let names = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x",
    "\"\u{301} onmouseover=alert(1) x=\"", "</style><script>", "</script><script>alert(1)//",
    "\u{1B}[31mred\u{1B}[0m", "{{title}}{{{json.text}}}", "<p>7 % more</p>", "&lt;b&gt;",
    "\u{202E}txt",
  ]

  private static func report(_ name: String) -> HTMLReport {
    let key = FindingKey(id: "mmm.roi", subject: ["channel": name])
    let finding = Finding(
      id: "mmm.roi", subject: ["channel": name], value: 1.5, unit: Unit(name), grade: .model,
      status: .forced, reason: name, remedy: name, text: name)
    let phrase = Phrase(name)
    let figure = Figure(
      id: name, kind: .bars, title: phrase, caption: phrase, description: phrase,
      x: .init(label: phrase, unit: Unit(name), scale: .category),
      y: .init(label: phrase, unit: Unit(name)),
      columns: [.init(name, texts: [name, "b"]), .init("y", numbers: [1, 2])],
      marks: [.init(.bar, role: .channel(name), label: phrase, x: name, y: "y")], findings: [key])
    let grid = Grid(
      id: name, title: phrase, columns: [phrase, phrase], rows: [[.text(phrase), .value(key)]])
    let section = Section(
      id: name, title: phrase,
      blocks: [.figure(name), .table(grid), .note(.init(.warning, phrase))])
    return HTMLReport(
      title: name, subtitle: phrase, language: .en,
      document: FindingsDocument(run: name, findings: [finding]), figures: [figure],
      sections: [section],
      tiles: [
        .init(phrase, key, note: phrase),
        .init(phrase, entries: [.init(phrase, key), .init(phrase, key)]),
      ],
      facts: [.init(phrase, phrase)],
      provenance: .init(
        seed: 7, version: name, inputs: [.init(name: name, hash: name)],
        details: [.init(phrase, phrase)]))
  }

  @Test("no name becomes markup, in any place of the page", arguments: names)
  func harmless(_ name: String) throws {
    let html = try Self.report(name).html()
    let plain = HTMLCheck(try Self.report("plain").html())
    let check = HTMLCheck(html)
    #expect(check.errors == [])
    #expect(Set(check.elements.keys) == Set(plain.elements.keys))
    for element in ["div", "script", "style", "a", "td", "th", "meta"] {
      #expect(check.elements[element] == plain.elements[element])
    }
    #expect(check.attributeNames == plain.attributeNames)
    #expect(!html.contains("\u{1B}") && !html.contains("\u{202E}"))
    #expect(Set(check.ids).count == check.ids.count)
  }

  @Test("a page of long names can be written for looking at it") func long() throws {
    guard let folder = ProcessInfo.processInfo.environment["LIFTWERK_SAMPLE_FOLDER"] else { return }
    let url = URL(fileURLWithPath: folder).appending(path: "long.html")
    let name = "<b>" + String(repeating: "Unbreakable", count: 12) + " name & more"
    try Data(Self.report(name).html().utf8).write(to: url)
  }

  @Test("names that look like templates are shown as they are") func templates() throws {
    #expect(try Self.report("{{title}}").html().contains("<h1>{{title}}</h1>"))
  }
}
