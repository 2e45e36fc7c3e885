import Foundation
import MediaMix
import Runs

/// A finished media-mix run that a new one starts from and is compared with: `mmm fit --refresh`.
///
/// What the comparison needs is copied into the new run's folder, so that the new run can be
/// verified when the earlier one is gone.
public struct EarlierRun: Sendable {
  /// The folder of a run that holds the copies.
  static let folder = "earlier"

  /// The hash of the run.
  let run: String
  let options: MediaMixOptions
  let currency: String?
  let fit: RecordedFit
  let outcome: Manifest.Outcome
  /// Copies for the new run, by path within it.
  let files: [(path: String, contents: Data)]

  /// Opens a run folder and checks that nothing in it was altered.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` if there is no run, `dataRefused` if it was
  ///   altered, is not a media-mix run, or keeps no state of its fit.
  public init(path: String) throws(LiftwerkError) {
    let recorded = try Self.open(path)
    let altered = recorded.changedOutputs()
    if !altered.isEmpty { throw LiftwerkError(.dataRefused, messages: altered) }
    try self.init(recorded)
  }

  /// Reads the copies that a refreshed run keeps.
  init(in run: RecordedRun) throws(LiftwerkError) {
    try self.init(Self.open(run.path + "/" + Self.folder))
  }

  private static func open(_ path: String) throws(LiftwerkError) -> RecordedRun {
    do { return try RecordedRun(path: path) } catch { throw LiftwerkError(error) }
  }

  private init(_ recorded: RecordedRun) throws(LiftwerkError) {
    let manifest = recorded.manifest
    guard
      let question = try? manifest.options.decoded(as: RecordedQuestion.self),
      let options = question.project.mediaMix
    else {
      throw LiftwerkError(
        .dataRefused,
        "\(recorded.path): this is no media-mix run. Name a run of `liftwerk mmm fit`.")
    }
    guard
      let hash = manifest.outputs[RecordedFit.path],
      let bytes = try? recorded.contents(of: RecordedFit.path), ContentHash.hex(bytes) == hash,
      let fit = try? JSONDecoder().decode(RecordedFit.self, from: bytes),
      fit.schema == RecordedFit.currentSchema,
      let manifestBytes = try? recorded.contents(of: "manifest.json")
    else {
      throw LiftwerkError(
        .dataRefused,
        "\(recorded.path)/\(RecordedFit.path): the run keeps no state of its fit that this version"
          + " reads. Make the run again.")
    }
    run = manifest.run
    self.options = options
    currency = question.project.currency
    self.fit = fit
    outcome = manifest.outcome
    files = [
      (path: "\(Self.folder)/manifest.json", contents: manifestBytes),
      (path: "\(Self.folder)/\(RecordedFit.path)", contents: bytes),
    ]
  }

  /// Refuses to compare money of two currencies.
  func check(_ project: Project) throws(LiftwerkError) {
    guard currency != project.currency else { return }
    func name(_ currency: String?) -> String { currency ?? "no stated currency" }
    throw LiftwerkError(
      .dataRefused,
      "currency: the earlier run is in \(name(currency)), this one in \(name(project.currency))."
        + " Refresh a run in the same currency, or fit without --refresh.")
  }
}
