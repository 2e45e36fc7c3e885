/// A piece of a document's text that is found and cited as one.
public struct Chunk: Sendable, Equatable {
  /// The number within the document, counted from 0.
  public var number: Int
  /// The first character of the piece in the document's text: Unicode scalars, counted from 0.
  public var from: Int
  /// The character after its last.
  public var to: Int
  /// The headings above it, outermost first, joined by ` › `; empty if there is none.
  public var heading: String
  /// The piece: exactly the document's text from `from` to `to`.
  public var text: String
}

/// How long a text is for an encoder, without one: a cautious estimate of its word pieces.
///
/// A word of up to six letters or digits counts one piece for every three begun, a longer one, such as
/// a German compound, one for every two; every other visible character counts one. It is no bound:
/// `fillVectors` counts the chunks that are too long all the same.
package enum TokenEstimate {
  static func count(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    var count = 0
    var letters = 0
    for scalar in scalars {
      if isWord(scalar) {
        letters += 1
      } else {
        count += pieces(letters)
        letters = 0
        if !isSpace(scalar) { count += 1 }
      }
    }
    return count + pieces(letters)
  }

  private static func pieces(_ letters: Int) -> Int {
    letters <= 6 ? (letters + 2) / 3 : (letters + 1) / 2
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (48...57).contains(scalar.value) || (97...122).contains(scalar.value | 0x20)
    }
    // An ideograph is a word piece by itself.
    return scalar.properties.isAlphabetic && !scalar.properties.isIdeographic
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar.value == 32 || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
  }
}
