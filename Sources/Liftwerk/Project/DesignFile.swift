import Foundation
import GeoLift
import Yams

/// The file `design.yaml` of a run that designed a geo test.
enum DesignFile {
  /// The file's name in the run folder.
  static let name = "design.yaml"

  private static let header = """
    # What was fixed before this geo test. Analyse it with: liftwerk geo analyze PANEL.csv --design \
    design.yaml
    # Geos, dates, KPI, estimator and test are taken from here; whatever departs from it is refused.

    """

  /// The file's bytes.
  static func data(_ registration: PreRegistration) throws -> Data {
    let encoder = YAMLEncoder()
    encoder.options.allowUnicode = true
    encoder.options.width = -1
    return Data((header + (try encoder.encode(registration))).utf8)
  }

  /// Reads a file.
  ///
  /// - Throws: `LiftwerkError` with code `badProject`, line, key path and remedy.
  static func registration(_ data: Data, path: String) throws(LiftwerkError) -> PreRegistration {
    let text = try ProjectFile.text(data, path: path, kind: "a design")
    guard let registration: PreRegistration = try ProjectFile.decode(text, path: path) else {
      throw LiftwerkError(.badProject, "\(path): the design is empty.")
    }
    return registration
  }
}
