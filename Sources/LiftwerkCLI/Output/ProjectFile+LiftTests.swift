import Findings
import Interchange
import Liftwerk
import MediaMix

extension ProjectFile {
  /// Refuses channels that the project's media mix does not have.
  ///
  /// - Throws: `LiftwerkError` with code `usage`, the nearest name and all known ones.
  func check(channels: [String]) throws(LiftwerkError) {
    guard let known = project.mediaMix?.channels.keys.sorted(), !known.isEmpty else { return }
    for name in channels where !known.contains(name) {
      let near = nearestNames(to: name, among: known).first
      throw LiftwerkError(
        .usage,
        "\(path) has no channel \"\(name)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ".")
          + " Known are: \(known.joined(separator: ", ")).")
    }
  }

  /// Adds tests to the project's file of experiments, and says on standard error what became of them.
  ///
  /// - Throws: `LiftwerkError` if the file cannot be read or written.
  func add(_ tests: [LiftTest]) throws(LiftwerkError) {
    let outcomes = try project.adding(tests, directory: directory)
    let target = project.experimentsFilePath
    for test in outcomes {
      switch test.outcome {
      case .added: StandardError.write("\(target): added \"\(test.name)\".")
      case .replaced: StandardError.write("\(target): replaced \"\(test.name)\".")
      case .unchanged: StandardError.write("\(target): \"\(test.name)\" is there already.")
      }
    }
    for hint in project.experimentsFileHints {
      StandardError.write("So that it is read, add to \(path): \(hint)")
    }
  }
}
