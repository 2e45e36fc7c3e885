// How YAML files become values, for the project file and for those it names.
import Foundation
import Yams

extension ProjectFile {
  /// The text of a file that was written by hand.
  ///
  /// - Throws: `LiftwerkError` with code `badProject` if it is too large or not UTF-8.
  static func text(_ data: Data, path: String, kind: String) throws(LiftwerkError) -> String {
    guard data.count <= maximumSize, let text = String(data: data, encoding: .utf8) else {
      throw LiftwerkError(.badProject, "\(path): \(kind) is UTF-8 text of at most 1 MB.")
    }
    return text
  }

  /// Reads a value from YAML.
  ///
  /// - Returns: nil if the text holds nothing.
  /// - Throws: `LiftwerkError` with code `badProject`, line, key path and remedy.
  static func decode<Value: Decodable>(
    _ text: String, path: String
  ) throws(LiftwerkError) -> Value? {
    guard let root = try compose(text, path: path) else { return nil }
    do {
      return try YAMLDecoder().decode(Value.self, from: root)
    } catch let error as DecodingError {
      let (place, message) = describe(error, in: root)
      throw LiftwerkError(.badProject, "\(path)\(place): \(message)")
    } catch {
      throw LiftwerkError(.badProject, "\(path): \(error)")
    }
  }

  /// The nodes of a text, checked for what a hostile file may not do; nil if it holds nothing.
  static func compose(_ text: String, path: String) throws(LiftwerkError) -> Node? {
    try checkAliases(text, path: path)
    let root: Node
    do {
      guard let node = try Yams.compose(yaml: text) else { return nil }
      root = node
    } catch {
      throw LiftwerkError(.badProject, path + describe(syntax: error))
    }
    var count = 0
    try checkNodes(root, count: &count, path: path)
    return root
  }
}
