import Findings

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

  /// Decodes one of a type's words, where the type's own message would not list those known.
  ///
  /// - Throws: `DecodingError.dataCorrupted` with the nearest word and all known ones.
  public static func word<Word: CaseIterable & RawRepresentable<String>, Key: CodingKey>(
    _ type: Word.Type, forKey key: Key, in container: KeyedDecodingContainer<Key>
  ) throws -> Word {
    let text = try container.decode(String.self, forKey: key)
    if let word = Word(rawValue: text) { return word }
    let known = type.allCases.map(\.rawValue)
    let hint = nearestNames(to: text, among: known).first.map { "; did you mean \"\($0)\"?" }
    throw DecodingError.dataCorrupted(
      .init(
        codingPath: container.codingPath + [key],
        debugDescription: "\"\(text)\" is not known here\(hint ?? ".") "
          + "Known are: \(known.joined(separator: ", "))."))
  }

  /// The message for an unknown key.
  public static func unknownKey(_ key: String, known: [String]) -> String {
    let hint = nearestNames(to: key, among: known).first.map { "; did you mean \"\($0)\"?" }
    return "unknown key \"\(key)\"\(hint ?? ".") Known keys: \(known.joined(separator: ", "))."
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
