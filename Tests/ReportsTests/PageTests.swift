import Charts
import Findings
import Foundation
import Reports
import Testing

@Suite("The HTML page")
struct PageTests {
  @Test("the sample renders in both languages", arguments: Language.allCases)
  func renders(_ language: Language) throws {
    let html = try Sample.report(language).html()
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
    if let folder = ProcessInfo.processInfo.environment["LIFTWERK_SAMPLE_FOLDER"] {
      let url = URL(fileURLWithPath: folder)
      try Data(html.utf8).write(to: url.appending(path: "\(language.rawValue).html"))
      let withheld = try Sample.report(language, withheld: true).html()
      try Data(withheld.utf8).write(to: url.appending(path: "\(language.rawValue)-withheld.html"))
      let forced = try Sample.report(language, forced: true).html()
      try Data(forced.utf8).write(to: url.appending(path: "\(language.rawValue)-forced.html"))
      for figure in Sample.figures {
        let palette = Palette(figures: Sample.figures)
        let svg = SVGRenderer(language: language, palette: palette).svg(figure)
        try Data(svg.utf8).write(to: url.appending(path: "\(language.rawValue)-\(figure.id).svg"))
      }
    }
  }
}
