import Findings
import Reports
import Runs

/// The contents of `parts.json`: which findings, figures and sections of a run came from which method.
///
/// Findings, figures and sections stand in their files in the order of the parts.
struct RunParts: Codable, Equatable {
  /// The file in a run folder.
  static let path = "parts.json"
  /// The version of the format.
  static let currentSchema = "liftwerk.parts/1"

  /// What one method handed on.
  struct Part: Codable, Equatable {
    /// The name of the method's section in the project.
    var method: String
    var seed: UInt64
    /// The options as they were used.
    var options: JSONValue
    var subtitle: Phrase?
    var tiles: [HTMLReport.Tile]
    var facts: [HTMLReport.Fact]
    /// Why numbers are withheld, or shown by force.
    var reasons: [String]
    /// What the method decided by itself.
    var decisions: [String: String]
    /// How many findings, figures and sections are the method's.
    var findings: Int
    var figures: Int
    var sections: Int
  }

  /// The version of the format these parts follow.
  var schema: String
  /// How many sections of prose stand before those of the methods.
  var prose: Int
  var parts: [Part]

  /// Takes what the methods handed on.
  init(_ outputs: [Pipeline.Part], prose: Int) {
    schema = Self.currentSchema
    self.prose = prose
    parts = outputs.map { part in
      let output = part.output
      return Part(
        method: part.method.name, seed: part.method.seed, options: part.method.options,
        subtitle: output.subtitle, tiles: output.tiles, facts: output.facts,
        reasons: output.gateReasons, decisions: output.decisions,
        findings: output.findings.count, figures: output.figures.count,
        sections: output.sections.count)
    }
  }
}
