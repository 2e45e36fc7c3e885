import Charts
import Crypto
import Findings
import Foundation

/// The only thing the templates may insert unescaped: markup that this program made itself.
///
/// There are three sources and no other initialiser: pictures of `Charts`, which escape every text
/// they hold; stylesheets, which are constants; and data as JSON, with the characters that
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

  /// Writes the characters that could end the element or turn the text around as escapes, which JSON
  /// knows within strings; outside of strings they do not occur.
  private static func escaped(_ json: String) -> String {
    var output = ""
    output.reserveCapacity(json.utf8.count)
    for scalar in json.unicodeScalars {
      switch scalar.value {
      case 0x26, 0x3C, 0x3E, 0x2028...0x202E, 0x2066...0x2069:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// A document as JSON for a data block.
  ///
  /// - Throws: `ReportError.unwritableFindings` if a number is not finite.
  static func json(_ document: FindingsDocument) throws(ReportError) -> TrustedMarkup {
    do {
      let json = String(decoding: try document.encoded(), as: UTF8.self)
      return TrustedMarkup(text: escaped(json))
    } catch {
      throw .unwritableFindings(String(describing: error))
    }
  }

  /// What a page shows beside prose, as compact JSON for a data block.
  ///
  /// - Throws: `ReportError.unwritableFindings` if a number is not finite.
  static func json(_ content: ReportContent) throws(ReportError) -> TrustedMarkup {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      let json = String(decoding: try encoder.encode(content), as: UTF8.self)
      return TrustedMarkup(text: escaped(json) + "\n")
    } catch {
      throw .unwritableFindings(String(describing: error))
    }
  }

  /// The SHA-256 of the text as it stands in its element, on lines of its own; by it a change of the
  /// data block shows.
  var digest: String {
    SHA256.hash(data: Data("\n\(text)".utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
