import Findings
import Runs

extension Pipeline {
  /// The contents of `findings.json`, with the hash of the run.
  static func document(_ request: RunRequest, _ parts: [Part]) throws -> FindingsDocument {
    FindingsDocument(
      run: try identity(request, parts).hash(), findings: parts.flatMap(\.output.findings))
  }

  /// What the hash of the run is made of.
  private static func identity(_ request: RunRequest, _ parts: [Part]) -> RunIdentity {
    var options: [String: JSONValue] = [
      "currency": request.project.currency.map(JSONValue.text) ?? .null,
      "language": .text(request.language.rawValue),
      "forced": .bool(request.isForced),
    ]
    if let earlier = request.earlier { options["refresh"] = .text(earlier.run) }
    if let rules = parts.compactMap(\.thresholds).first { options["thresholds"] = .text(rules) }
    var data: [String: String] = [:]
    for part in parts {
      options[part.method.name] = part.method.options
      data[part.method.name] = part.output.dataHash
    }
    return RunIdentity(version: LiftwerkVersion.current, options: .object(options), data: data)
  }
}
