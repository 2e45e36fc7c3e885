import Crypto
import Findings
import Foundation

/// A document made ready to be stored: personal data dealt with, text cut and sketched.
struct PreparedDocument {
  struct Piece {
    let chunk: Chunk
    let hash: String
    let sketch: MinHash
  }

  let document: SourceDocument
  let hash: String
  let pieces: [Piece]
  let masked: [PersonalDataKind: Int]

  /// Prepares a document.
  ///
  /// - Throws: `KnowledgeError.refused` if personal data are to be refused and there are some, with
  ///   kinds and lines but never the data; or if the name is not fit to be cited.
  init(_ source: SourceDocument, _ rule: PersonalDataRule) throws(KnowledgeError) {
    var document = source
    guard !source.name.isEmpty, source.name.utf8.count <= 500,
      !source.name.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
    else {
      throw .refused(["A document's name has 1 to 500 bytes and no control characters."])
    }
    let matches = PersonalDataScan.matches(in: source.text)
    if !matches.isEmpty && rule == .refuse {
      throw .refused([
        "\(source.name): the document holds personal data: \(Self.told(matches, source.text)). Take "
          + "them out, or have them masked with --personal-data mask."
      ])
    }
    document.text = PersonalDataScan.masked(source.text, matches)
    document.terms = document.terms.map(Self.masked)
    self.document = document
    masked = Dictionary(grouping: matches, by: \.kind).mapValues(\.count)
    hash = document.text.contentHash
    let hasHeadings = document.format == .markdown || document.format == .html
    pieces = Chunker.chunks(document.text, hasHeadings: hasHeadings).map { chunk in
      Piece(chunk: chunk, hash: chunk.text.contentHash, sketch: MinHash(chunk.text))
    }
  }

  private static func masked(_ term: Term) -> Term {
    func masked(_ text: String) -> String {
      PersonalDataScan.masked(text, PersonalDataScan.matches(in: text))
    }
    return Term(
      term: masked(term.term), preferred: masked(term.preferred),
      forbidden: term.forbidden.map(masked), language: term.language)
  }

  /// Kinds and lines, such as "2 of e-mail address (lines 3, 9)".
  private static func told(_ matches: [PersonalDataMatch], _ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var line = 1
    var place = 0
    var lines: [PersonalDataKind: [Int]] = [:]
    for match in matches {
      while place < match.range.lowerBound {
        if scalars[place] == "\n" { line += 1 }
        place += 1
      }
      lines[match.kind, default: []].append(line)
    }
    return lines.sorted { $0.key < $1.key }.map { kind, lines in
      let shown = lines.prefix(5).map(String.init).joined(separator: ", ")
      return "\(lines.count) × \(kind.name.en) (line\(lines.count == 1 ? "" : "s") \(shown)"
        + (lines.count > 5 ? ", …)" : ")")
    }.joined(separator: "; ")
  }
}

extension String {
  /// The SHA-256 of the UTF-8 text, in hexadecimal digits.
  package var contentHash: String {
    SHA256.hash(data: Data(utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
