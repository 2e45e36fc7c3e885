import Charts
import Findings
import Foundation
import Reports
import Testing

@Suite("The HTML page")
struct PageTests {
  private static let pages: [String: String] = {
    var pages: [String: String] = [:]
    for language in Language.allCases {
      pages["\(language.rawValue)"] = try? Sample.report(language).html()
      pages["\(language.rawValue)-withheld"] = try? Sample.report(language, withheld: true).html()
      pages["\(language.rawValue)-forced"] = try? Sample.report(language, forced: true).html()
    }
    return pages
  }()

  private static let names = ["en", "de", "en-withheld", "de-withheld", "en-forced", "de-forced"]

  private static let checks = pages.mapValues(HTMLCheck.init)

  private func check(_ name: String) throws -> HTMLCheck { try #require(Self.checks[name]) }

  private func page(_ name: String) throws -> String { try #require(Self.pages[name]) }

  @Test(
    "elements close in order, ids are unique and links within the page lead somewhere",
    arguments: names)
  func structure(_ name: String) throws {
    let check = try check(name)
    #expect(check.errors == [])
    #expect(Set(check.ids).count == check.ids.count)
    #expect(
      check.links.allSatisfy { $0.hasPrefix("#") && check.ids.contains(String($0.dropFirst())) })
    for label in check.references { #expect(check.ids.contains(label)) }
  }

  @Test("landmarks, headings and table scopes are there for screen readers", arguments: names)
  func landmarks(_ name: String) throws {
    let html = try page(name)
    let check = try check(name)
    for element in ["header", "nav", "main", "footer", "h1"] {
      #expect(check.elements[element] == 1, "\(element)")
    }
    #expect(html.contains("lang=\"\(name.prefix(2))\""))
    #expect(!html.contains("<th>") && !html.contains("<th class"))
    #expect((check.elements["svg"] ?? 0) > 10)
    let named = html.components(separatedBy: "role=\"img\" aria-labelledby=\"").count - 1
    let strips = html.components(separatedBy: "aria-hidden=\"true\"").count - 1
    #expect(named + strips == check.elements["svg"])
  }

  @Test("nothing is fetched and nothing runs", arguments: names)
  func selfContained(_ name: String) throws {
    let html = try page(name)
    let check = try check(name)
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
    #expect(html.contains("http-equiv=\"Content-Security-Policy\" content=\"\(policy)"))
    #expect(check.elements["script"] == 2 && html.contains("<script type=\"application/json\""))
    for element in ["img", "link", "iframe", "object", "form"] {
      #expect(check.elements[element] == nil)
    }
    let addresses = html.components(separatedBy: "http").dropFirst().map { $0.prefix(25) }
    #expect(Set(addresses) == ["-equiv=\"Content-Security-", "://www.w3.org/2000/svg\" c"])
    #expect(!html.contains("@import") && !html.contains("url(http"))
  }

  @Test("paragraphs are kept for verified prose", arguments: names)
  func noParagraphs(_ name: String) throws {
    #expect(try check(name).elements["p"] == nil)
  }

  @Test("the same report gives the same bytes") func deterministic() throws {
    #expect(try Sample.report(.de, withheld: true).html() == page("de-withheld"))
  }

  @Test("no coordinate is a NaN") func finite() throws {
    for name in Self.names {
      let geometry = try check(name).geometry
      #expect(geometry.count > 500)
      #expect(geometry.allSatisfy { !$0.contains("n") && !$0.contains("e") })
    }
  }

  @Test("numbers follow the language") func formats() throws {
    #expect(try page("en").contains("€46.2M"))
    #expect(try page("de").contains("46,2\u{A0}Mio.\u{A0}€"))
    #expect(try page("en").contains(">[1.17, 1.72]</td>"))
    #expect(try page("de").contains(">[1,17; 1,72]</td>"))
    #expect(try page("en").contains("Return (€ per €)"))
    #expect(try page("de").contains("90\u{A0}%"))
  }

  @Test("cells name the finding they show") func bound() throws {
    #expect(
      try page("en").contains(
        "data-finding=\"mmm.roi\" data-subject=\"channel=tv; 2023-01-02/2025-12-28\" data-part=\"interval\">[1.17, 1.72]"
      ))
  }

  @Test("withheld numbers are named, with reason and remedy, and appear nowhere") func withheld()
    throws
  {
    let en = try page("en-withheld")
    #expect(en.contains("11 numbers withheld"))
    #expect(en.contains("R-hat is 1.08 for the saturation of radio"))
    #expect(en.contains("run longer chains (draws: 4000)"))
    #expect(en.contains("This figure is withheld."))
    #expect(!en.contains("[1.17, 1.72]") && !en.contains("€46.2M"))
    #expect(!en.contains("fig-mmm.waterfall-wide-title") && !en.contains("mmm.waterfall-wide"))
    #expect(try page("de-withheld").contains("zurückgehalten"))
  }

  @Test("a run that passed its gates says so, whatever single numbers are withheld")
  func released() throws {
    var report = Sample.report(.en, withheld: true)
    #expect(try report.html().contains("not passed"))
    report.isReleased = true
    let html = try report.html()
    #expect(!html.contains("not passed") && html.contains("11 numbers withheld"))
  }

  @Test("forced numbers are marked wherever they stand") func forced() throws {
    let en = try page("en-forced")
    #expect(en.contains("0.84 <span class=\"flag\">forced</span>"))
    #expect(en.contains("<span class=\"badge\">forced</span>"))
    #expect(en.contains("2 numbers shown by force"))
  }

  @Test("the findings are embedded and can be read back") func embedded() throws {
    let html = try page("en")
    let start = try #require(
      html.range(of: "id=\"findings\" data-sha256=\"[0-9a-f]{64}\">", options: .regularExpression))
    let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
    let json = Data(html[start.upperBound..<end.lowerBound].utf8)
    let document = try JSONDecoder().decode(FindingsDocument.self, from: json)
    #expect(document == Sample.report(.en).document)
  }

  @Test("an unknown figure is refused by name") func unknownFigure() {
    var report = Sample.report(.en)
    report.sections[0].blocks.append(.figure("nowhere"))
    #expect(throws: ReportError.unknownFigure(id: "nowhere", section: "fit")) { try report.html() }
  }

  @Test("a number that is not finite is refused, not written") func infinite() {
    var report = Sample.report(.en)
    report.document.findings[0].value = .infinity
    #expect(throws: ReportError.self) { try report.html() }
  }

  @Test("pages can be written for looking at them") func samples() throws {
    guard let folder = ProcessInfo.processInfo.environment["LIFTWERK_SAMPLE_FOLDER"] else { return }
    for name in Self.names {
      let url = URL(fileURLWithPath: folder).appending(path: "\(name).html")
      try Data(try page(name).utf8).write(to: url)
    }
  }
}
