import Findings
import Foundation
import Liftwerk
import Narrative
import Runs
import Testing

/// The demonstration's run and its full reports, made once.
private enum DemoRun {
  static let folder = FileManager.default.temporaryDirectory
    .appending(path: "liftwerk-report-\(UUID().uuidString)").path

  static let made = Task { () -> String in
    let path = "\(folder)/runs/demo"
    _ = try await Pipeline(Demo.request(.at(path))).run()
    return path
  }
}

@Suite("Full reports", .serialized)
struct FullReportTests {
  private static func page(_ language: Language) async throws -> String {
    let run = try await DemoRun.made.value
    return try String(
      contentsOfFile: "\(run)/full/report.\(language.rawValue).html", encoding: .utf8)
  }

  private static func wrong(_ page: String) throws -> [Claim] {
    try ReportCheck(ReportText(page, name: "page"), name: "page").verification().falseClaims
  }

  @Test("the demonstration's reports verify, whole", arguments: Language.allCases)
  func verifies(language: Language) async throws {
    let page = try await Self.page(language)
    let result = try ReportCheck(ReportText(page, name: "page"), name: "page").verification()
    #expect(result.falseClaims.isEmpty, "\(result.falseClaims.prefix(3))")
    #expect(result.claims.count > 400 && (result.comparedTexts ?? 0) > 4000)
    let run = try await DemoRun.made.value
    let document = try JSONDecoder().decode(
      FindingsDocument.self, from: Data(contentsOf: URL(fileURLWithPath: "\(run)/findings.json")))
    let text = try String(
      contentsOfFile: "\(run)/full/report.\(language.rawValue).md", encoding: .utf8)
    let markdown = try ReportCheck(
      ReportText(text, name: "md"), document: document, name: "md"
    ).verification()
    #expect(markdown.falseClaims.isEmpty && markdown.claims.count > 100)
  }

  /// Where a text of the page may be changed, and what it is changed into.
  private struct Change {
    let range: Range<Int>
    let replacement: [UInt8]
    /// The changed text and what stands right before it, by which the false claim is known.
    let context: String
  }

  /// Every number in the texts of the page, with one of its digits changed.
  private static func changes(_ page: [UInt8]) -> [Change] {
    var changes: [Change] = []
    var place = 0
    while place < page.count {
      guard page[place] == UInt8(ascii: ">") else {
        place += 1
        continue
      }
      let start = place + 1
      var end = start
      while end < page.count, page[end] != UInt8(ascii: "<") { end += 1 }
      let isCode =
        page[..<place].suffix(200).reversed().prefix { $0 != UInt8(ascii: "<") }.reversed()
        .starts(with: "script".utf8) || page[..<place].suffix(5).elementsEqual("style".utf8)
      if !isCode { changes += Self.changes(page, start..<end) }
      place = max(end, place + 1)
    }
    return changes
  }

  private static func changes(_ page: [UInt8], _ text: Range<Int>) -> [Change] {
    var changes: [Change] = []
    var place = text.lowerBound
    func isDigit(_ at: Int) -> Bool { at < text.upperBound && (48...57).contains(page[at]) }
    while place < text.upperBound {
      guard isDigit(place) else {
        place += 1
        continue
      }
      let first = place
      while isDigit(place) || isDigit(place + 1) && [44, 46].contains(page[place]) { place += 1 }
      // An apostrophe is written as a number of its own.
      if first > text.lowerBound, page[first - 1] == UInt8(ascii: "#") { continue }
      let digit = place - 1
      let other = 48 + (page[digit] - 48 + UInt8(1 + changes.count % 9)) % 10
      var begin = max(text.lowerBound, digit - 8)
      while begin < digit, page[begin] & 0xC0 == 0x80 { begin += 1 }
      let context = String(decoding: page[begin..<digit] + [other], as: UTF8.self)
      changes.append(Change(range: digit..<digit + 1, replacement: [other], context: context))
    }
    return changes
  }

  private static func applied(_ changes: [Change], to page: [UInt8]) -> String {
    var changed = page
    for change in changes { changed.replaceSubrange(change.range, with: change.replacement) }
    return String(decoding: changed, as: UTF8.self)
  }

  /// Changes are made many at a time, each of which has to be named; one that is not is tried alone.
  @Test("a changed digit is caught in every number of the page", arguments: Language.allCases)
  func digits(language: Language) async throws {
    let isSlow = ProcessInfo.processInfo.environment["LIFTWERK_SLOW"] == "1"
    let page = Array(try await Self.page(language).utf8)
    let changes = Self.changes(page)
    #expect(changes.count > 5000)
    let batches = 40
    for batch in 0..<(isSlow ? batches : 3) {
      let own = changes.enumerated().filter { $0.offset % batches == batch }.map(\.element)
      let named = try Self.wrong(Self.applied(own, to: page)).map(\.text)
      for change in own {
        let context = change.context.split(separator: "&").last.map(String.init) ?? ""
        let clean = context.drop { $0.isWhitespace || $0 == "\u{A0}" }
        if named.contains(where: { $0.contains(clean) }) { continue }
        let alone = try Self.wrong(Self.applied([change], to: page))
        #expect(!alone.isEmpty, "\(change.context)")
      }
    }
  }

  @Test(
    "a changed word or unit is caught",
    arguments: [
      (.en, "newsletter raised visited", "newsletter lowered visited"),
      (.en, "Raise the spend on search", "Lower the spend on search"),
      (.en, "above that interval", "below that interval"),
      (.en, "media mix agree", "media mix contradict each other"),
      (.en, "137.7 conversions", "137.7 journeys"), (.en, "€1.31M", "$1.31M"),
      (.en, "€1.31M", "€1.31K"), (.en, "a lift of 10.0%", "a lift of 10.0 points"),
      (.en, "the largest share", "the smallest share"), (.en, "€ per €", "$ per €"),
      (.en, "The test caused", "The test prevented"),
      (.de, "newsletter hat visited erhöht", "newsletter hat visited gesenkt"),
      (.de, "Erhöhen Sie die Ausgaben für search", "Senken Sie die Ausgaben für search"),
      (.de, "liegt über diesem", "liegt unter diesem"), (.de, "1,31\u{A0}Mio.", "1,31\u{A0}Mrd."),
      (.de, "stimmen Geotest und Media-Mix überein", "widersprechen sich Geotest und Media-Mix"),
    ] as [(Language, String, String)])
  func words(language: Language, original: String, changed: String) async throws {
    let page = try await Self.page(language)
    let place = try #require(page.range(of: original), "\(original)")
    #expect(try !Self.wrong(page.replacingCharacters(in: place, with: changed)).isEmpty)
  }

  @Test("order and wording are free, and what states no number may be added")
  func meaning() async throws {
    let page = try await Self.page(.en)
    let paragraphs = page.matches(of: /<p class="prose".*?<\/p>/).map { String($0.0) }
    let (first, second) = (paragraphs[0], paragraphs[1])
    let turned = page.replacing(first, with: "@1").replacing(second, with: first)
      .replacing("@1", with: second)
    #expect(turned != page)
    #expect(try Self.wrong(turned).isEmpty)
    let reworded = page.replacing(
      "Raise the spend on search from", with: "Spend on search should go up from")
    #expect(reworded != page)
    #expect(try Self.wrong(reworded).isEmpty)
    let added = page.replacing(
      second, with: "<p>We thank the sales team for their patience.</p>\n" + second)
    #expect(try Self.wrong(added).isEmpty)
    let heading = page.replacing(">What made the outcome?<", with: ">Where it came from<")
    #expect(heading != page)
    #expect(try Self.wrong(heading).isEmpty)
    let figure = try #require(page.range(of: "<div class=\"card table"))
    let grown = page.replacingCharacters(
      in: figure, with: "<div>Up 12 %</div><div class=\"card table")
    #expect(try !Self.wrong(grown).isEmpty)
  }

  @Test("changed data in the page are caught")
  func data() async throws {
    let page = try await Self.page(.en)
    let place = try #require(page.range(of: "\"value\" : 0.", options: .backwards))
    let digit = page[place.upperBound]
    let other = digit == "9" ? "4" : "9"
    let changed = page.replacingCharacters(
      in: place.upperBound..<page.index(after: place.upperBound), with: other)
    #expect(try !Self.wrong(changed).isEmpty)
  }

  private static func copy(_ name: String) async throws -> String {
    let run = try await DemoRun.made.value
    let folder = "\(DemoRun.folder)/\(name)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: run, toPath: "\(folder)/run")
    return folder
  }

  private static func composed(
    _ folder: String, _ length: NarrativeOptions.Length = .full
  ) async throws -> FullReport.Composition {
    await FullReport(
      try ReportSources(latestIn: folder), title: "t",
      options: NarrativeOptions(language: .en, audience: .specialist, length: length)
    ).composed()
  }

  @Test("a report from run folders verifies, is the same bytes again, and grows with its length")
  func fromDisk() async throws {
    let folder = (try await DemoRun.made.value as NSString).deletingLastPathComponent
    var sizes: [Int] = []
    for length in NarrativeOptions.Length.allCases {
      let html = try await Self.composed(folder, length).html()
      let again = try await Self.composed(folder, length).html()
      #expect(html == again)
      #expect(try Self.wrong(html).isEmpty)
      sizes.append(html.utf8.count)
    }
    #expect(sizes == sizes.sorted() && Set(sizes).count == 3)
    let full = try await Self.composed(folder).html()
    #expect(full.contains("Appendix: methods"))
  }

  @Test("what cannot be used is said, and the rest is reported")
  func faults() async throws {
    let folder = try await Self.copy("faults")
    let files = FileManager.default
    for (name, file, text) in [
      ("altered", "findings.json", "{}"), ("broken", "manifest.json", "{"),
    ] {
      try files.copyItem(atPath: "\(folder)/run", toPath: "\(folder)/\(name)")
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)/\(file)"))
    }
    try files.createDirectory(atPath: "\(folder)/empty", withIntermediateDirectories: true)
    try Self.rewrite("\(folder)/run", as: "\(folder)/future") {
      $0.replacing("liftwerk.findings/1", with: "liftwerk.findings/9")
    }
    let html = try await Self.composed(folder).html()
    #expect(html.contains("altered was not used: findings.json was altered after the run."))
    #expect(html.contains("broken was not used"))
    #expect(html.contains("future was not used: its findings follow liftwerk.findings/9"))
    #expect(!html.contains("empty was not used"))
    #expect(try Self.wrong(html).isEmpty)
    try files.removeItem(atPath: "\(folder)/run")
    #expect(throws: LiftwerkError.self) { try ReportSources(latestIn: folder) }
    #expect(throws: LiftwerkError.self) { try ReportSources(latestIn: "\(folder)/nowhere") }
  }

  /// A copy of a run with its texts changed, and a manifest that fits.
  private static func rewrite(
    _ run: String, as copy: String, _ change: (String) -> String
  ) throws {
    try FileManager.default.copyItem(atPath: run, toPath: copy)
    var manifest = try RecordedRun(path: copy).manifest
    for name in ["findings.json", "figures.json", "sections.json", "parts.json"] {
      let url = URL(fileURLWithPath: "\(copy)/\(name)")
      let data = Data(change(try String(contentsOf: url, encoding: .utf8)).utf8)
      try data.write(to: url)
      manifest.outputs[name] = ContentHash.hex(data)
    }
    try StableJSON.encode(manifest).write(to: URL(fileURLWithPath: "\(copy)/manifest.json"))
  }

  @Test("hostile names are shown as they are, and the report still verifies")
  func hostile() async throws {
    let folder = try await Self.copy("hostile")
    let long = String(repeating: "Unbreakable", count: 20)
    let names = [
      "tv": "<script>alert(1)</script>", "search": "\\\"><img src=x onerror=alert(1)>",
      "radio": "\\u202Etxt.exe", "video": "' onload='x. Y", "social": "{{title}} & 7 % <p>more</p>",
      "display": long, "newsletter": "*mail* [x](y) `z`",
    ]
    try Self.rewrite("\(folder)/run", as: "\(folder)/hostile") { text in
      names.reduce(text) { text, name in
        text.replacing("\"\(name.key)\"", with: "\"\(name.value)\"")
      }
    }
    try FileManager.default.removeItem(atPath: "\(folder)/run")
    let composed = try await Self.composed(folder)
    let html = try composed.html()
    #expect(html.components(separatedBy: "<script").count == 3)
    #expect(!html.contains("<img") && !html.contains("\u{202E}"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    let wrong = try Self.wrong(html)
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    let markdown = try composed.markdown()
    #expect(!markdown.contains("<script"))
    let check = try ReportCheck(
      ReportText(markdown, name: "md"), document: composed.document, name: "md")
    #expect(
      check.verification().falseClaims.isEmpty, "\(check.verification().falseClaims.prefix(3))")
    if let place = ProcessInfo.processInfo.environment["LIFTWERK_SAMPLE_FOLDER"] {
      try Data(html.utf8).write(to: URL(fileURLWithPath: "\(place)/hostile.html"))
    }
  }
}
