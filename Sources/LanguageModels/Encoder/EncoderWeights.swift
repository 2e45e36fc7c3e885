import Foundation

/// The sizes of a BERT encoder, as its `config.json` states them.
struct EncoderShape: Decodable, Sendable, Equatable {
  let width: Int
  let inner: Int
  let heads: Int
  let layers: Int
  let positions: Int
  let vocabulary: Int
  let types: Int
  let epsilon: Float

  enum CodingKeys: String, CodingKey {
    case width = "hidden_size"
    case inner = "intermediate_size"
    case heads = "num_attention_heads"
    case layers = "num_hidden_layers"
    case positions = "max_position_embeddings"
    case vocabulary = "vocab_size"
    case types = "type_vocab_size"
    case epsilon = "layer_norm_eps"
  }

  var isPlausible: Bool {
    width > 0 && width <= 4096 && heads > 0 && width % heads == 0 && inner > 0 && inner <= 16_384
      && (1...48).contains(layers) && positions >= 8 && vocabulary > 0 && types > 0
  }
}

/// The weights of a BERT encoder; matrices are outputs x inputs, in row-major order.
struct EncoderWeights: Sendable {
  struct Normalisation: Sendable {
    let gain: [Float]
    let shift: [Float]
  }

  struct Layer: Sendable {
    /// Queries, keys and values below each other: 3 width x width.
    let attention: [Float]
    let attentionBias: [Float]
    let output: [Float]
    let outputBias: [Float]
    let outputNormalisation: Normalisation
    let inner: [Float]
    let innerBias: [Float]
    let outer: [Float]
    let outerBias: [Float]
    let outerNormalisation: Normalisation
  }

  let words: [Float]
  /// What a place in the text adds, with what the first type of text adds.
  let places: [Float]
  let normalisation: Normalisation
  let layers: [Layer]

  init(_ file: TensorFile, _ shape: EncoderShape) throws(LanguageModelError) {
    let (width, inner) = (shape.width, shape.inner)
    func normalisation(_ name: String) throws(LanguageModelError) -> Normalisation {
      Normalisation(
        gain: try file.numbers(name + ".weight", [width]),
        shift: try file.numbers(name + ".bias", [width]))
    }
    words = try file.numbers("embeddings.word_embeddings.weight", [shape.vocabulary, width])
    let types = try file.numbers("embeddings.token_type_embeddings.weight", [shape.types, width])
    let places = try file.numbers(
      "embeddings.position_embeddings.weight", [shape.positions, width])
    self.places = places.indices.map { places[$0] + types[$0 % width] }
    self.normalisation = try normalisation("embeddings.LayerNorm")
    var layers: [Layer] = []
    for number in 0..<shape.layers {
      let name = "encoder.layer.\(number)."
      var attention: [Float] = []
      var bias: [Float] = []
      for part in ["query", "key", "value"] {
        attention += try file.numbers("\(name)attention.self.\(part).weight", [width, width])
        bias += try file.numbers("\(name)attention.self.\(part).bias", [width])
      }
      layers.append(
        Layer(
          attention: attention, attentionBias: bias,
          output: try file.numbers(name + "attention.output.dense.weight", [width, width]),
          outputBias: try file.numbers(name + "attention.output.dense.bias", [width]),
          outputNormalisation: try normalisation(name + "attention.output.LayerNorm"),
          inner: try file.numbers(name + "intermediate.dense.weight", [inner, width]),
          innerBias: try file.numbers(name + "intermediate.dense.bias", [inner]),
          outer: try file.numbers(name + "output.dense.weight", [width, inner]),
          outerBias: try file.numbers(name + "output.dense.bias", [width]),
          outerNormalisation: try normalisation(name + "output.LayerNorm")))
    }
    self.layers = layers
  }
}
