import Foundation
import FoundationXML

/// Reads a picture with a real parser and notes what every picture must have.
final class SVGCheck: NSObject, XMLParserDelegate {
  private(set) var elements: [String: Int] = [:]
  private(set) var ids: [String] = []
  private(set) var attributes: [String: String] = [:]
  private(set) var texts: [String] = []
  private(set) var isWellFormed = false
  private var text = ""

  init(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if elements.isEmpty { self.attributes = attributes }
    elements[name, default: 0] += 1
    if let id = attributes["id"] { ids.append(id) }
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" || name == "title" || name == "desc" { texts.append(text) }
    text = ""
  }
}
