import COpenBLAS
import CVectorMath

/// One pass of some texts through an encoder, all their tokens below each other.
///
/// Attention stays within a text, so texts of any lengths share the large products without
/// padding, and a text's vector does not depend on its neighbours beyond rounding.
final class EncoderPass {
  private let encoder: SentenceEncoder
  private let texts: [[Int32]]
  private let count: Int
  private var shape: EncoderShape { encoder.shape }
  /// Tokens x width: what each token means so far.
  private var state: [Float]
  private var mixed: [Float]
  private var change: [Float]
  private var inner: [Float]
  private var scores: [Float]

  init(_ encoder: SentenceEncoder, _ texts: [[Int32]]) {
    self.encoder = encoder
    self.texts = texts
    count = texts.reduce(0) { $0 + $1.count }
    let longest = texts.map(\.count).max() ?? 0
    let width = encoder.shape.width
    func zeros(_ count: Int) -> [Float] { [Float](repeating: 0, count: count) }
    state = zeros(count * width)
    mixed = zeros(count * width)
    change = zeros(count * width)
    inner = zeros(count * max(encoder.shape.inner, 3 * width))
    scores = zeros(longest * longest)
  }

  /// The texts' vectors of length one.
  func vectors() -> [[Float]] {
    embed()
    for layer in encoder.weights.layers {
      attend(layer)
      transform(layer)
    }
    return pooled()
  }

  private func embed() {
    let (width, weights) = (shape.width, encoder.weights)
    let none = [Float](repeating: 0, count: width)
    var row = 0
    for text in texts {
      for (place, token) in text.enumerated() {
        for j in 0..<width {
          state[row * width + j] = weights.words[Int(token) * width + j]
          change[row * width + j] = weights.places[place * width + j]
        }
        row += 1
      }
    }
    normalise(weights.normalisation, bias: none, adding: change)
  }

  /// Multi-head attention within each text, added to what was there.
  private func attend(_ layer: EncoderWeights.Layer) {
    let width = shape.width
    multiply(state, layer.attention, into: &inner, inputs: width, outputs: 3 * width)
    vm_add_bias(Int32(count), Int32(3 * width), layer.attentionBias, &inner)
    var first = 0
    for text in texts {
      for head in 0..<shape.heads { attend(head, first, text.count) }
      first += text.count
    }
    multiply(mixed, layer.output, into: &change, inputs: width, outputs: width)
    normalise(layer.outputNormalisation, bias: layer.outputBias, adding: change)
  }

  /// One head in one text: softmax(Q K' / sqrt(size)) V.
  private func attend(_ head: Int, _ first: Int, _ length: Int) {
    let width = shape.width
    let size = width / shape.heads
    let (n, stride) = (blasint(length), blasint(3 * width))
    let scale = 1 / Float(size).squareRoot()
    inner.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let query = base + first * 3 * width + head * size
      scores.withUnsafeMutableBufferPointer { scores in
        cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasTrans, n, n, blasint(size), 1, query, stride,
          query + width, stride, 0, scores.baseAddress, n)
        vm_softmax(n, n, scale, scores.baseAddress)
        mixed.withUnsafeMutableBufferPointer { mixed in
          guard let out = mixed.baseAddress else { return }
          cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, n, blasint(size), n, 1,
            scores.baseAddress, n, query + 2 * width, stride, 0,
            out + first * width + head * size, blasint(width))
        }
      }
    }
  }

  /// The two dense layers, token by token, added to what was there.
  private func transform(_ layer: EncoderWeights.Layer) {
    multiply(state, layer.inner, into: &inner, inputs: shape.width, outputs: shape.inner)
    vm_bias_gelu(Int32(count), Int32(shape.inner), layer.innerBias, &inner)
    multiply(inner, layer.outer, into: &change, inputs: shape.inner, outputs: shape.width)
    normalise(layer.outerNormalisation, bias: layer.outerBias, adding: change)
  }

  private func normalise(
    _ normalisation: EncoderWeights.Normalisation, bias: [Float], adding other: [Float]
  ) {
    vm_add_normalise(
      Int32(count), Int32(shape.width), bias, normalisation.gain, normalisation.shift,
      shape.epsilon, other, &state)
  }

  /// Rows of inputs times the transpose of outputs x inputs.
  private func multiply(
    _ rows: [Float], _ matrix: [Float], into result: inout [Float], inputs: Int, outputs: Int
  ) {
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, blasint(count), blasint(outputs), blasint(inputs),
      1, rows, blasint(inputs), matrix, blasint(inputs), 0, &result, blasint(outputs))
  }

  /// Each text's mean over its tokens, at length one.
  private func pooled() -> [[Float]] {
    let width = shape.width
    var first = 0
    return texts.map { text in
      var sum = [Float](repeating: 0, count: width)
      for row in first..<first + text.count {
        for j in 0..<width { sum[j] += state[row * width + j] }
      }
      first += text.count
      let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? sum.map { $0 / length } : sum
    }
  }
}
