import Foundation
package import Probability

extension MediaMixDensity {
  /// A starting position: scalars near the middle of their priors, small geo deviations.
  ///
  /// Later attempts start closer to the middle.
  package func start(attempt: Int, stream: inout RandomStream) -> [Double] {
    let width = 1 / Double(1 + attempt)
    var position = [Double](repeating: 0, count: layout.dimension)
    for (index, slot) in layout.slots.enumerated() {
      guard let slot else { continue }
      position[slot] = (2 * stream.uniform() - 1) * width
      if case .signed = layout.coordinates[index].map {
        position[slot] = 0.1 + 0.4 * stream.uniform()
      }
      if case .log = layout.coordinates[index].map, index < layout.sigma(0) {
        position[slot] -= 1
      }
    }
    for k in layout.deviationStart..<layout.dimension {
      position[k] = 0.2 * width * stream.standardNormal()
    }
    placeAmplitudes(&position)
    return position
  }

  /// Sets the log amplitude of each centred channel so that its strength is its prior's median.
  private func placeAmplitudes(_ position: inout [Double]) {
    guard layout.forms.contains(.centred) else { return }
    let s = makeScratch()
    position.withUnsafeBufferPointer { buffer in
      guard let x = buffer.baseAddress else { return }
      _ = decode(x, s)
    }
    media.respond(s)
    _ = media.couple(s)
    for c in layout.forms.indices where layout.forms[c] == .centred {
      let index = layout.scalar(c, ParameterLayout.strength)
      guard let slot = layout.slots[index] else { continue }
      // couple() left the level that follows from the coordinate; level and coordinate move as one.
      let anchored = design.specification.terms[c].strength != .coefficient
      let scale = anchored ? s.anchorSums[c] / design.anchorScale[c] : 1
      let wanted = log(layout.coordinates[index].prior.quantile(0.5) / scale)
      position[slot] += wanted - s.levels[c]
    }
  }
}
