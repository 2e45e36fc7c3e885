import Findings

/// Whether the sampler found the posterior: the verdict of the convergence gate.
enum Convergence: HealthCheck {
  static let name = "convergence"

  static func outcome(_ evidence: HealthEvidence) -> HealthOutcome? {
    let failure = evidence.gateFailure
    return HealthOutcome(
      check: name, title: Phrase(en: "Convergence", de: "Konvergenz"),
      status: failure == nil ? .good : .fail,
      shown: FindingKey(id: "mmm.diagnostic", subject: ["metric": "rhat_max"]),
      meaning: failure.map {
        Phrase(
          en: "The draws are not yet those of the model: \($0.reason.en).",
          de: "Die Ziehungen sind noch nicht die des Modells: \($0.reason.de).")
      }
        ?? Phrase(
          en: "All chains found the same answer (largest R-hat shown).",
          de: "Alle Ketten fanden dieselbe Antwort (größtes R-Dach)."),
      remedy: failure?.remedy)
  }
}
