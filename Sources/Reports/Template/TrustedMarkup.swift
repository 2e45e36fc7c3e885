import Charts
import Findings
import Foundation

/// The only thing the templates may insert unescaped: markup that this program made itself.
///
/// There are three sources and no other initialiser: pictures of `Charts`, which escape every text
/// they hold; stylesheets, which are constants; and the findings as JSON, with the characters that
/// could end the element written as escapes. Data never becomes trusted markup.
struct TrustedMarkup {
  /// The text as it goes into the page.
  let text: String

  private init(text: String) { self.text = text }

  /// A figure.
  static func picture(_ figure: Figure, _ renderer: SVGRenderer) -> TrustedMarkup {
    TrustedMarkup(text: renderer.svg(figure))
  }

  /// A strip that shows a number and its interval.
  static func strip(
    _ strip: IntervalStrip, _ value: Double, _ interval: Interval?, _ role: Figure.Mark.Role
  ) -> TrustedMarkup {
    TrustedMarkup(text: strip.svg(value: value, interval: interval, role: role))
  }

  /// The stylesheet of the page.
  static var stylesheet: TrustedMarkup { TrustedMarkup(text: PageStyle.css) }

  /// A document as JSON for a data block.
  ///
  /// - Throws: `ReportError.unwritableFindings` if a number is not finite.
  static func json(_ document: FindingsDocument) throws(ReportError) -> TrustedMarkup {
    do {
      let json = String(decoding: try document.encoded(), as: UTF8.self)
      let safe = json.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
        .replacing("&", with: "\\u0026")
      return TrustedMarkup(text: safe)
    } catch {
      throw .unwritableFindings(String(describing: error))
    }
  }
}
