// What a hostile project file may not do: grow by aliases, or bring numbers that are none.
import Foundation
import Yams

extension ProjectFile {
  /// Refuses more aliases than a person would write, before anything follows them.
  static func checkAliases(_ text: String, path: String) throws(LiftwerkError) {
    let aliases = text.matches(of: /(?:^|[\s,\[{:?-])\*[^\s,\]}]/).count
    if aliases > maximumAliases {
      throw LiftwerkError(
        .badProject,
        "\(path): more than \(maximumAliases) YAML aliases (*name). Write the values out.")
    }
  }

  /// Walks the document with aliases followed, stops when it grows too large, and refuses
  /// numbers that are not finite.
  static func checkNodes(_ node: Node, count: inout Int, path: String) throws(LiftwerkError) {
    count += 1
    if count > maximumNodes {
      throw LiftwerkError(
        .badProject, "\(path): too large after its aliases are followed. Write the values out.")
    }
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        try checkNodes(key, count: &count, path: path)
        try checkNodes(value, count: &count, path: path)
      }
    case .sequence(let sequence):
      for element in sequence { try checkNodes(element, count: &count, path: path) }
    case .scalar(let scalar):
      guard scalar.style == .plain || scalar.style == .any,
        let value = node.float, !value.isFinite
      else { return }
      let line = scalar.mark.map { ":\($0.line)" } ?? ""
      throw LiftwerkError(
        .badProject, "\(path)\(line): \(scalar.string) is not a finite number. Give one.")
    case .alias:
      return
    }
  }
}
