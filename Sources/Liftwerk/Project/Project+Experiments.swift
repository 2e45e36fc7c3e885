import Foundation
import Interchange
import MediaMix

extension Project {
  /// The files of experiments that the project names, each once.
  var experimentPaths: [String] {
    var seen: Set<String> = []
    return (mediaMix?.experiments?.files ?? []).filter { seen.insert($0).inserted }
  }

  /// The project with the tests in place of the files that hold them, in order of name.
  ///
  /// - Parameter contents: the contents of a file that the project names; nil if it is not there.
  /// - Throws: `LiftwerkError` with code `inputMissing` or `badProject`.
  func readingExperiments(
    _ contents: (String) -> Data?
  ) throws(LiftwerkError) -> Project {
    guard let experiments = mediaMix?.experiments else { return self }
    var tests = experiments.tests
    for path in experimentPaths {
      guard let data = contents(path) else {
        throw LiftwerkError(
          .inputMissing,
          "\(path): there is no such file of experiments. Check media_mix.experiments.")
      }
      let text = try ProjectFile.text(data, path: path, kind: "a file of experiments")
      tests += try ExperimentsFile(text: text, path: path).tests
    }
    var project = self
    project.mediaMix?.experiments = .init(
      tests: tests.map(Self.canonical).sorted { $0.name < $1.name }, use: experiments.use)
    return project
  }

  /// The same, with files read from the folder that the project's paths start from.
  package func readingExperiments(directory: String) throws(LiftwerkError) -> Project {
    try readingExperiments { path in
      FileManager.default.contents(atPath: place(of: path, from: directory))
    }
  }

  /// A test whose lists are in order, so that their order cannot change a run's hash.
  private static func canonical(_ test: LiftTest) -> LiftTest {
    var test = test
    test.channels.sort()
    test.geos?.sort()
    return test
  }
}
