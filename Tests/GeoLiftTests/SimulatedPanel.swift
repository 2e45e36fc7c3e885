import GeoLift
import LinearAlgebra
import Probability

/// Panels of geos with levels, a shared random course they follow more or less, and errors that
/// depend on the period before; nothing happens in them but what is put in.
struct SimulatedPanel {
  var geos: Int
  var periods = 60
  var window = 10
  var correlation = 0.5
  var effect = 0.0
  var treatedCount = 1

  /// The problem of one panel; the treated geos are the first.
  func problem(seed: UInt64, unitEffects: Bool = true) -> GeoProblem {
    let values = values(seed: seed)
    return GeoProblem(
      values, treated: Array(0..<treatedCount), donors: Array(treatedCount..<geos),
      window: periods - window..<periods, unitEffects: unitEffects)
  }

  func values(seed: UInt64) -> Matrix {
    var stream = RandomStream(seed: seed, stream: 0x73696D)
    func series() -> [Double] {
      let scale = (1 - correlation * correlation).squareRoot()
      var value = stream.standardNormal()
      return (0..<periods).map { _ in
        defer { value = correlation * value + scale * stream.standardNormal() }
        return value
      }
    }
    let shared = series()
    var values = Matrix(rows: geos, columns: periods, repeating: 0)
    for geo in 0..<geos {
      let level = 20 + 10 * stream.uniform()
      let load = 1 + stream.uniform()
      let own = series()
      for t in 0..<periods {
        values[geo, t] = level + 2 * load * shared[t] + own[t]
        if geo < treatedCount && t >= periods - window { values[geo, t] += effect }
      }
    }
    return values
  }
}
