/// Decoding of user-written settings in which an unknown key is an error that names the nearest
/// known one.
public enum StrictDecoding {
  /// Refuses a keyed value that holds a key other than `Key`'s cases.
  ///
  /// Call it first in `init(from:)` of every settings type.
  ///
  /// - Throws: `DecodingError.dataCorrupted` naming the unknown key, its path, and the nearest key.
  public static func check<Key: CodingKey & CaseIterable>(
    _ decoder: any Decoder, against keys: Key.Type
  ) throws {
    let known = keys.allCases.map(\.stringValue)
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys
    where !known.contains(key.stringValue) {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath + [key],
          debugDescription: unknownKey(key.stringValue, known: known)))
    }
  }

  /// The message for an unknown key.
  public static func unknownKey(_ key: String, known: [String]) -> String {
    let hint = nearest(to: key, in: known).map { "; did you mean \"\($0)\"?" } ?? "."
    return "unknown key \"\(key)\"\(hint) Known keys: \(known.joined(separator: ", "))."
  }

  /// The candidate with the smallest edit distance, if it is near enough to be a slip of the pen.
  public static func nearest(to word: String, in candidates: [String]) -> String? {
    let scored = candidates.map { ($0, editDistance(word.lowercased(), $0.lowercased())) }
    guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(2, word.count / 3),
      best.1 < word.count
    else {
      return nil
    }
    return best.0
  }

  /// Levenshtein's distance.
  static func editDistance(_ first: String, _ second: String) -> Int {
    let target = Array(second)
    var row = Array(0...target.count)
    for (i, character) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in target.enumerated() {
        let substitution = diagonal + (character == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substitution, row[j] + 1, diagonal + 1)
      }
    }
    return row[target.count]
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
