import Findings
import Foundation
import Probability

extension MediaMixHealth {
  private static let points = 64

  /// The ids of `figures`.
  var figureIDs: [String] {
    learned.flatMap { channel, parameters in parameters.map { Self.id(channel, $0) } }
  }

  private static func id(_ channel: String, _ learned: HealthEvidence.Learned) -> String {
    "mmm.prior.\(channel).\(learned.parameter)"
  }

  /// Prior and posterior densities of return, carry-over and half saturation, channel by channel.
  var figures: [Figure] {
    learned.flatMap { channel, parameters in parameters.map { Self.figure(channel, $0) } }
  }

  private static func figure(_ channel: String, _ learned: HealthEvidence.Learned) -> Figure {
    let bounds = learned.prior.support
    let thinned = SeriesSummary.thinned(learned.draws.count, to: 2000).map { learned.draws[$0] }
    let posterior = KernelDensity(thinned, bounds: bounds)
    let positions = positions(learned, thinned.sorted())
    let before = density(learned.prior, bounds)
    let name = learned.name
    let heading = Phrase(
      en: "\(channel): \(name.en)", de: "\(channel): \(name.de)")
    return Figure(
      id: id(channel, learned), kind: .band, title: heading,
      caption: Phrase(
        en: "Grey: before the data. Colour: after.", de: "Grau: vor den Daten. Farbig: danach."),
      description: Phrase(
        en: "Prior and posterior density of \(name.en) of \(channel).",
        de: "Prior- und Posterior-Dichte: \(name.de) von \(channel)."),
      x: .init(
        label: Phrase(en: name.en.prefix(1).uppercased() + name.en.dropFirst(), de: name.de)),
      y: .init(label: Phrase(en: "Density", de: "Dichte")),
      columns: [
        .init("x", numbers: positions), .init("zero", numbers: positions.map { _ in 0 }),
        .init("prior", numbers: positions.map(before)),
        .init("posterior", numbers: positions.map(posterior.value)),
      ],
      marks: [
        .init(.band, role: .prior, x: "x", y: "zero", y2: "prior"),
        .init(.line, role: .prior, label: Phrase("Prior"), x: "x", y: "prior"),
        .init(.band, role: .channel(channel), x: "x", y: "zero", y2: "posterior"),
        .init(.line, role: .channel(channel), label: Phrase("Posterior"), x: "x", y: "posterior"),
      ],
      findings: [
        FindingKey(
          id: findingID,
          subject: [
            "metric": "learned_share", "channel": channel, "parameter": learned.parameter,
          ])
      ])
  }

  /// Where prior and posterior have nearly all of their mass.
  private static func positions(
    _ learned: HealthEvidence.Learned, _ sorted: [Double]
  ) -> [Double] {
    let bounds = learned.prior.support
    let isShare = bounds.lower.isFinite && bounds.upper.isFinite && bounds.upper <= 1
    func either(_ p: Double, _ choose: (Double, Double) -> Double) -> Double {
      let index = Int(p * Double(sorted.count - 1))
      return choose(learned.prior.quantile(p), sorted[index])
    }
    let low = isShare ? bounds.lower : bounds.lower.isFinite ? bounds.lower : either(0.01, min)
    let high = isShare ? bounds.upper : either(0.95, max) * 1.1
    return (0...points).map { low + (high - low) * Double($0) / Double(points) }
  }

  private static func density(
    _ prior: HealthPrior, _ bounds: (lower: Double, upper: Double)
  ) -> (Double) -> Double {
    switch prior {
    case .stated(let prior, let scale):
      return { x in
        let value = exp(prior.logDensity(x / scale)) / scale
        return value.isFinite ? value : 0
      }
    case .implied(let draws): return KernelDensity(draws, bounds: bounds).value
    }
  }
}
