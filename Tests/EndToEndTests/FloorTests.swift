import Foundation
import Testing

/// The rooms of the house plan and the floor each stands on.
private let floors: [String: Int] = [
  "COpenBLAS": 0, "CVectorMath": 0, "CArrow": 0, "CZlib": 0, "CTextScan": 0,
  "LinearAlgebra": 1, "Probability": 1, "Findings": 1, "Parallel": 1,
  "Tables": 2, "Inference": 2, "Resampling": 2, "Interchange": 2,
  "Warehouse": 3, "LanguageModels": 3, "MediaMix": 3, "GeoLift": 3, "Experiments": 3,
  "Bandits": 3, "Budget": 3,
  "Attribution": 4, "Knowledge": 4, "Charts": 4, "Runs": 4,
  "Narrative": 5, "Reports": 6, "Liftwerk": 7, "LiftwerkCLI": 8, "LiftwerkServer": 8,
]

/// The package as `swift package dump-package` describes it.
private struct Package: Decodable {
  struct Target: Decodable {
    /// A dependency: one entry whose key is its kind and whose first element is its name.
    struct Dependency: Decodable {
      let name: String
      let isProduct: Bool

      init(from decoder: any Decoder) throws {
        let entry = try decoder.singleValueContainer().decode([String: [Element?]].self)
        name = entry.values.first?.first??.name ?? ""
        isProduct = entry.keys.first == "product"
      }
    }

    /// A name, or a condition that is of no interest here.
    struct Element: Decodable {
      let name: String?
      init(from decoder: any Decoder) throws {
        name = try? decoder.singleValueContainer().decode(String.self)
      }
    }

    let name: String
    let type: String
    let path: String?
    let dependencies: [Dependency]
  }

  let targets: [Target]

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Reads the package; a scratch folder of its own keeps out of the way of the running build.
  static func dump() throws -> Package {
    let folder = try TemporaryFolder()
    let outcome = try Program.run(
      "/usr/bin/env",
      [
        "swift", "package", "--package-path", root, "--scratch-path", folder.path + "/scratch",
        "dump-package",
      ], in: folder)
    try #require(outcome.code == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Package.self, from: Data(outcome.output.utf8))
  }

  /// The targets of the house plan: all but tests and what supports them.
  var rooms: [Target] {
    targets.filter { $0.type != "test" && !($0.path ?? "").hasPrefix("Tests/") }
  }
}

@Suite("The house plan")
struct FloorTests {
  @Test("lets a room depend on rooms of lower floors only")
  func dependencies() throws {
    let package = try Package.dump()
    #expect(package.rooms.count > 10)
    for room in package.rooms {
      let floor = try #require(floors[room.name], "\(room.name) has no floor")
      for dependency in room.dependencies where !dependency.isProduct {
        let lower = try #require(floors[dependency.name], "\(dependency.name) has no floor")
        #expect(lower < floor, "\(room.name) depends on \(dependency.name)")
      }
    }
  }

  @Test("is kept by every import, declared as a dependency or not")
  func imports() throws {
    let rooms = try FileManager.default.contentsOfDirectory(atPath: Package.root + "/Sources")
    for room in rooms {
      let floor = try #require(floors[room], "Sources/\(room) has no floor")
      let folder = Package.root + "/Sources/" + room
      let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      for file in files where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        for match in text.matches(of: /(?m)^(?:public |internal )?import (\w+)/) {
          guard let other = floors[String(match.1)] else { continue }
          #expect(other < floor, "\(room)/\(file) imports \(match.1)")
        }
      }
    }
  }

  @Test("a change log has an entry for the version in the code")
  func version() throws {
    let code = try String(
      contentsOfFile: Package.root + "/Sources/Liftwerk/LiftwerkVersion.swift", encoding: .utf8)
    let version = try #require(code.firstMatch(of: /current = "([0-9.]+)"/)).1
    let log = try String(contentsOfFile: Package.root + "/CHANGELOG.md", encoding: .utf8)
    #expect(log.contains("## [Unreleased]") || log.contains("## [\(version)]"))
  }
}
