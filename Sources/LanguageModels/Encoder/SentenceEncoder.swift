import Foundation
import LinearAlgebra

/// An encoder of sentences: a BERT whose last layer is averaged over the tokens and scaled to length
/// one, as all-MiniLM-L6-v2.
///
/// Reimers and Gurevych 2019, arXiv:1908.10084. Single precision; vectors agree with a computation in
/// double precision to 1e-5.
public struct SentenceEncoder: TextEncoder {
  let shape: EncoderShape
  let weights: EncoderWeights
  let tokenizer: WordPieceTokenizer

  /// The SHA-256 of the weights' file, in hexadecimal digits.
  public let identity: String
  /// 256, or as many tokens as the model has places for.
  public let limit: Int

  /// The files that make a model.
  package static let files = (
    weights: "model.safetensors", vocabulary: "vocab.txt", shape: "config.json"
  )

  /// Loads a model from its folder.
  ///
  /// - Parameters:
  ///   - folder: holds `model.safetensors`, `vocab.txt` and `config.json`.
  ///   - identity: the SHA-256 of the weights, which whoever stored them has checked.
  /// - Throws: `LanguageModelError.badModel` with what is wrong with which file.
  public init(folder: String, identity: String) throws(LanguageModelError) {
    useOneThread()
    func path(_ name: String) -> String { (folder as NSString).appendingPathComponent(name) }
    guard let config = FileManager.default.contents(atPath: path(Self.files.shape)),
      let shape = try? JSONDecoder().decode(EncoderShape.self, from: config), shape.isPlausible
    else { throw .badModel("\(folder): config.json is missing or does not describe a BERT.") }
    guard let bytes = FileManager.default.contents(atPath: path(Self.files.vocabulary)),
      let vocabulary = String(data: bytes, encoding: .utf8)
    else { throw .badModel("\(folder): vocab.txt is missing or is no text.") }
    let tokenizer = try WordPieceTokenizer(vocabulary: vocabulary)
    guard tokenizer.count <= shape.vocabulary else {
      throw .badModel(
        "\(folder): vocab.txt has \(tokenizer.count) pieces and the model \(shape.vocabulary).")
    }
    self.shape = shape
    self.tokenizer = tokenizer
    self.identity = identity
    limit = min(256, shape.positions)
    weights = try EncoderWeights(TensorFile(path: path(Self.files.weights)), shape)
  }

  /// As many numbers as the model is wide.
  public var dimensions: Int { shape.width }

  /// The word pieces of a text, with the two that open and close it.
  public func tokenCount(_ text: String) -> Int { tokenizer.count(text) + 2 }

  /// A vector of length one for each text, in the texts' order.
  public func encode(_ texts: [String]) -> [[Float]] {
    let tokens = texts.map { tokenizer.tokens($0, limit: limit) }
    var vectors = [[Float]](repeating: [], count: texts.count)
    for batch in Self.batches(tokens) {
      let found = EncoderPass(self, batch.map { tokens[$0] }).vectors()
      for (place, vector) in zip(batch, found) { vectors[place] = vector }
    }
    return vectors
  }

  /// Texts side by side without padding, as many as keep a batch's numbers in the cache.
  private static func batches(_ tokens: [[Int32]]) -> [[Int]] {
    var batches: [[Int]] = []
    var size = 0
    for place in tokens.indices {
      if batches.isEmpty || size + tokens[place].count > batchTokens {
        batches.append([])
        size = 0
      }
      batches[batches.count - 1].append(place)
      size += tokens[place].count
    }
    return batches
  }

  private static let batchTokens = 512
}
