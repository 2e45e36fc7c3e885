import Foundation
import Testing
import Warehouse

/// Real engines, set up by `Engines/setup FOLDER start`; tests on them run where the environment
/// variable `LIFTWERK_ENGINES` names that folder.
enum Engines {
  static let hint: Comment = "set LIFTWERK_ENGINES to the folder of Engines/setup"

  private static let folder = ProcessInfo.processInfo.environment["LIFTWERK_ENGINES"]

  /// Sources by engine.
  static let sources: [String: String] = {
    guard let folder,
      let text = try? String(contentsOfFile: "\(folder)/sources.tsv", encoding: .utf8)
    else { return [:] }
    let lines = text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    return Dictionary(
      lines.filter { $0.count == 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
  }()

  static let names = sources.keys.sorted()
  static var isPresent: Bool { !sources.isEmpty }
  static let search = DriverSearch(folders: ["\(folder ?? "")/drivers"])

  /// A file of ten million touches, for `EngineScaleTests`.
  static let touches = ProcessInfo.processInfo.environment["LIFTWERK_TOUCHES"]

  /// A connection of its own.
  static func open(_ engine: String) throws -> WarehouseSession {
    try WarehouseSession(WarehouseSource(sources[engine] ?? ""), search: search)
  }
}
