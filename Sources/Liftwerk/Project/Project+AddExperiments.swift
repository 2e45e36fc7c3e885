import Attribution
import Foundation
public import Interchange
import MediaMix

extension Project {
  /// What became of a test that was to be added to the project's experiments.
  public struct AddedExperiment: Sendable, Equatable {
    /// How it went.
    public enum Outcome: Sendable, Equatable {
      /// It is a new entry at the end.
      case added
      /// An entry of the same name gave way to it.
      case replaced
      /// It was there already, with the same numbers.
      case unchanged
    }

    /// The name of the test.
    public let name: String
    /// How it went.
    public let outcome: Outcome
  }

  /// The file that finished tests are added to: the first that the media mix names, the one that
  /// attribution names, else `experiments.yaml` beside the project file.
  public var experimentsFilePath: String {
    experimentPaths.first ?? attribution?.calibration?.experiments ?? ExperimentsFile.defaultName
  }

  /// Adds tests to the project's file of experiments, which is made if it is not there.
  ///
  /// A test of a name that is there already takes its place. The project file is not touched.
  ///
  /// - Parameters:
  ///   - tests: the tests, each of a name of its own.
  ///   - directory: the folder that the project's paths start from.
  /// - Returns: what became of each.
  /// - Throws: `LiftwerkError` with code `badProject` if the file has a form that nothing can be added
  ///   to, `cannotWrite` if it cannot be written. The file is then as it was.
  public func adding(
    _ tests: [LiftTest], directory: String
  ) throws(LiftwerkError) -> [AddedExperiment] {
    let path = experimentsFilePath
    let place = place(of: path, from: directory)
    var text: String?
    if let data = FileManager.default.contents(atPath: place) {
      text = try ProjectFile.text(data, path: path, kind: "a file of experiments")
    } else if FileManager.default.fileExists(atPath: place) {
      throw LiftwerkError(.cannotWrite, "\(path): cannot be read. Check that it is a file.")
    }
    var outcomes: [AddedExperiment] = []
    for test in tests {
      let known = try ExperimentsFile(text: text ?? "", path: path).tests
        .first { $0.name == test.name }
      switch known {
      case nil:
        text = try ExperimentsFile.appending(test, to: text, path: path)
        outcomes.append(.init(name: test.name, outcome: .added))
      case test:
        outcomes.append(.init(name: test.name, outcome: .unchanged))
      default:
        text = try ExperimentsFile.replacing(test, in: text ?? "", path: path)
        outcomes.append(.init(name: test.name, outcome: .replaced))
      }
    }
    guard let text, outcomes.contains(where: { $0.outcome != .unchanged }) else { return outcomes }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: place), options: .atomic)
    } catch {
      throw LiftwerkError(
        .cannotWrite, "\(path): cannot be written. Check the folder and its permissions.")
    }
    return outcomes
  }

  /// The lines to add to the project file so that methods read the file of experiments; empty if they do.
  public var experimentsFileHints: [String] {
    let path = YAMLText.scalar(experimentsFilePath)
    var hints: [String] = []
    if mediaMix != nil, !experimentPaths.contains(experimentsFilePath) {
      hints.append("media_mix: experiments: \(path)")
    }
    if attribution != nil, attribution?.calibration == nil {
      hints.append("attribution: calibration: {experiments: \(path)}")
    }
    return hints
  }
}
