import Foundation
import Runs

extension Project {
  /// The question of a finished media-mix run, and the folder that its paths start from.
  ///
  /// The same question finds the same fit among those kept, so that nothing is sampled again; where
  /// it is kept no more, it is sampled anew, to the same numbers.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` if there is no run, `dataRefused` if it
  ///   fitted no media mix.
  public static func ofRun(
    _ path: String
  ) throws(LiftwerkError) -> (project: Project, directory: String) {
    let run: RecordedRun
    do { run = try RecordedRun(path: path) } catch { throw LiftwerkError(error) }
    guard let question = try? run.manifest.options.decoded(as: RecordedQuestion.self),
      question.project.mediaMix != nil
    else {
      throw LiftwerkError(
        .dataRefused,
        "\(path): this run fitted no media mix. Name a run of `liftwerk mmm fit` or `run`.")
    }
    return (
      question.project,
      run.manifest.directory ?? URL(fileURLWithPath: path).standardizedFileURL.path
    )
  }
}
