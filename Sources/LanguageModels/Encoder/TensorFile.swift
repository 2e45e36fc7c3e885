import Foundation

/// The tensors of a file in the safetensors format: a length, a JSON header, and raw numbers.
///
/// The file is mapped, not read; only single precision is understood.
/// https://github.com/huggingface/safetensors
struct TensorFile {
  private struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }

  private let data: Data
  private let start: Int
  private let entries: [String: Entry]
  private let name: String

  /// Opens a file.
  ///
  /// - Throws: `LanguageModelError.badModel` if it is no such file or shorter than it says.
  init(path: String) throws(LanguageModelError) {
    name = (path as NSString).lastPathComponent
    guard let data = FileManager.default.mapped(path) else {
      throw .badModel("\(path): the file cannot be read. Check the path.")
    }
    self.data = data
    let length =
      data.count >= 8 ? data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) } : 0
    guard length > 1, length < UInt64(data.count - 8) else {
      throw Self.damaged(name)
    }
    start = 8 + Int(length)
    var entries: [String: Entry] = [:]
    do {
      let header = try JSONDecoder().decode([String: Either].self, from: data[8..<start])
      for (key, value) in header { if case .entry(let entry) = value { entries[key] = entry } }
    } catch {
      throw Self.damaged(name)
    }
    self.entries = entries
  }

  /// An entry, or the file's remarks about itself.
  private enum Either: Decodable {
    case entry(Entry), other

    init(from decoder: any Decoder) throws {
      self = (try? Entry(from: decoder)).map(Either.entry) ?? .other
    }
  }

  private static func damaged(_ name: String) -> LanguageModelError {
    .badModel(
      "\(name): this is no complete safetensors file. Fetch it again and compare its SHA-256.")
  }

  /// The numbers of a tensor, in row-major order.
  ///
  /// - Throws: `LanguageModelError.badModel` if there is none of this name, shape and precision, or
  ///   a number is not finite.
  func numbers(_ key: String, _ shape: [Int]) throws(LanguageModelError) -> [Float] {
    guard let entry = entries[key] ?? entries["bert." + key] else {
      throw .badModel("\(name): there is no tensor \(key); this is no BERT encoder.")
    }
    guard entry.dtype == "F32", entry.shape == shape else {
      throw .badModel(
        "\(name): the tensor \(key) is \(entry.dtype) \(entry.shape) and should be F32 \(shape).")
    }
    let count = shape.reduce(1, *)
    guard entry.offsets.count == 2, entry.offsets[0] >= 0,
      entry.offsets[1] - entry.offsets[0] == 4 * count, start + entry.offsets[1] <= data.count
    else { throw Self.damaged(name) }
    let range = start + entry.offsets[0]..<start + entry.offsets[1]
    let numbers = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      data.copyBytes(to: buffer, from: range)
      filled = count
    }
    guard numbers.allSatisfy(\.isFinite) else {
      throw .badModel("\(name): the tensor \(key) holds numbers that are not finite.")
    }
    return numbers
  }
}

extension FileManager {
  /// The contents of a file, mapped into memory.
  func mapped(_ path: String) -> Data? {
    try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
  }
}
