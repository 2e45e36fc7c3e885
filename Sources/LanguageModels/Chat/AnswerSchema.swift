import Foundation

/// The form of an answer: a JSON object with one list of texts.
///
/// The server is asked to keep to it, and the answer is checked all the same: a server may drop the
/// grammar without a word.
public struct AnswerSchema: Sendable, Equatable {
  /// The key of the list.
  public let key: String
  /// How many texts it may have.
  public let count: ClosedRange<Int>
  /// The most characters of all texts together.
  public let characters: Int

  /// Describes a form.
  public init(key: String, count: ClosedRange<Int>, characters: Int) {
    self.key = key
    self.count = count
    self.characters = characters
  }

  /// The texts of an answer.
  ///
  /// - Throws: `ChatFailure` of kind `schema` if it has another form.
  public func texts(of answer: String) throws(ChatFailure) -> [String] {
    let fields: [String: [String]]
    do {
      fields = try JSONDecoder().decode([String: [String]].self, from: Data(answer.utf8))
    } catch {
      throw ChatFailure(.schema, "the answer is not a JSON object with a list of texts")
    }
    guard let texts = fields[key], fields.count == 1 else {
      throw ChatFailure(.schema, "the answer does not have exactly the key \"\(key)\"")
    }
    guard count.contains(texts.count) else {
      throw ChatFailure(.schema, "the answer has \(texts.count) texts")
    }
    guard texts.reduce(0, { $0 + $1.count }) <= characters else {
      throw ChatFailure(.schema, "the answer is longer than \(characters) characters")
    }
    return texts
  }

  /// The schema as the request names it; no length of texts, which some servers turn into grammars that
  /// they cannot load.
  struct Format: Encodable {
    let schema: AnswerSchema

    func encode(to encoder: any Encoder) throws {
      try Node.object([
        "type": .text("json_schema"),
        "json_schema": .object([
          "name": .text("answer"), "strict": .flag(true),
          "schema": .object([
            "type": .text("object"), "additionalProperties": .flag(false),
            "required": .list([.text(schema.key)]),
            "properties": .object([
              schema.key: .object([
                "type": .text("array"), "items": .object(["type": .text("string")]),
                "minItems": .number(schema.count.lowerBound),
                "maxItems": .number(schema.count.upperBound),
              ])
            ]),
          ]),
        ]),
      ]).encode(to: encoder)
    }
  }

  private enum Node: Encodable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([Node])
    case object([String: Node])

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .text(let value): try value.encode(to: encoder)
      case .number(let value): try value.encode(to: encoder)
      case .flag(let value): try value.encode(to: encoder)
      case .list(let value): try value.encode(to: encoder)
      case .object(let value): try value.encode(to: encoder)
      }
    }
  }
}
