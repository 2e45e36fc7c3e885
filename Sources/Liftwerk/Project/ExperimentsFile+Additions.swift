import Foundation
public import Interchange

extension ExperimentsFile {
  /// The way of finished tests into the file of experiments that a project names, or the one of the
  /// default name beside it. The project file itself is never written.
  public struct Additions: Sendable {
    /// The file.
    public let path: String
    /// The text of the file when it was looked at; nil if it was not there.
    private let text: String?
    /// Whether the project names the file.
    private let isNamed: Bool

    /// Looks for the file, and reads it.
    ///
    /// - Parameter projectFile: the project file; nil for the default one, which need not be there.
    /// - Throws: `LiftwerkError` if the project file or the file of experiments is wrong.
    public init(projectFile: String?) throws(LiftwerkError) {
      let place = projectFile ?? ProjectFile.defaultName
      let isThere = projectFile != nil || FileManager.default.fileExists(atPath: place)
      let project = isThere ? try ProjectFile(path: place) : nil
      let named = project?.project.experimentPaths.first
      isNamed = named != nil
      let name = named ?? ExperimentsFile.defaultName
      path =
        project.map { $0.directory.isEmpty ? name : $0.project.place(of: name, from: $0.directory) }
        ?? name
      guard let data = FileManager.default.contents(atPath: path) else {
        text = nil
        return
      }
      let text = try ProjectFile.text(data, path: path, kind: "a file of experiments")
      _ = try ExperimentsFile(text: text, path: path)
      self.text = text
    }

    /// Appends tests and writes the file in one step.
    ///
    /// - Returns: what was done, for a person.
    /// - Throws: `LiftwerkError` with code `badProject` if a test of the name is there already, with
    ///   `cannotWrite` if the file cannot be written.
    public func add(_ tests: [LiftTest]) throws(LiftwerkError) -> [String] {
      guard !tests.isEmpty else { return [] }
      var result = text
      for test in tests {
        result = try ExperimentsFile.appending(test, to: result, path: path)
      }
      do {
        try Data((result ?? "").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      } catch {
        throw LiftwerkError(.cannotWrite, "\(path): cannot be written. Check the folder.")
      }
      let names = tests.map { "\"\($0.name)\"" }.joined(separator: ", ")
      let remedy =
        "Name it in the project file, as in media_mix: {experiments: \(ExperimentsFile.defaultName)}."
      return ["Added \(names) to \(path)."] + (isNamed ? [] : [remedy])
    }
  }
}
