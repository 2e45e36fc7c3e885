public import Findings
public import Foundation
public import Interchange
public import Runs

/// A finished run.
public struct RunResult: Sendable {
  /// The run folder.
  public var path: String
  /// What the manifest says.
  public var manifest: Manifest
  /// The findings.
  public var document: FindingsDocument
  /// The bytes of `findings.json`.
  public var findingsData: Data
  /// The report's sections.
  public var sections: [Section]
  /// The language of the report.
  public var language: Language
  /// Tests that the media mix can learn from.
  public var liftTests: [LiftTest] = []

  /// Whether a gate withheld numbers.
  public var isWithheld: Bool { manifest.outcome == .withheld }
}
