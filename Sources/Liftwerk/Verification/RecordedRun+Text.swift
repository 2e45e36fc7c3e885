public import Findings
import Foundation
import Reports
public import Runs

extension RecordedRun {
  /// The tables of a recorded run for a terminal, under a few lines about the run.
  ///
  /// - Throws: `LiftwerkError` if a file of the run is missing or broken.
  public func text(language: Language? = nil, width: Int? = nil) throws(LiftwerkError) -> String {
    do {
      let sections = try JSONDecoder().decode(
        [Section].self, from: contents(of: "sections.json"))
      let question = try manifest.options.decoded(as: RecordedQuestion.self)
      let tables = try TerminalText.text(
        sections, findings(), language ?? question.project.report.language ?? .en, width: width)
      return summary + "\n\n" + tables
    } catch {
      throw LiftwerkError(error)
    }
  }

  private var summary: String {
    let inputs = manifest.inputs.map(\.path).joined(separator: ", ")
    return [
      "\(manifest.command), \(manifest.started), version \(manifest.version), "
        + "\(manifest.outcome.rawValue)",
      "run \(manifest.run)",
      "seed \(manifest.seed), \(manifest.gradients) gradients, inputs: \(inputs)",
    ].joined(separator: "\n")
  }
}
