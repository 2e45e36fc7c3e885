/// Convergence diagnostics of chains of one shape; keep one to diagnose many quantities.
///
/// Definitions of Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, doi:10.1214/20-BA1221, with
/// the conventions of ArviZ: chains are split in halves (an odd draw in the middle is left out),
/// ties get mean ranks, quantiles are of type 7. Not for use from two threads at once.
public final class Diagnostics {
  /// The number of chains.
  public let chains: Int
  /// Draws of each chain.
  public let draws: Int

  let half: Int
  let scores: NormalScores
  /// Where each draw stands once the chains are split, first halves before second ones; -1 for the
  /// odd draw in the middle.
  let places: [Int32]
  var order: ValueOrder
  var effectiveSize: EffectiveSampleSize
  /// All draws, chains x draws.
  var values: [Double]
  /// Values derived from the draws, in split order.
  var split: [Double]

  /// Makes tables and buffers for chains of this shape.
  public init(chains: Int, draws: Int) {
    self.chains = chains
    self.draws = draws
    let half = draws / 2
    self.half = half
    places = (0..<(chains * draws)).map { flat in
      let (chain, draw) = flat.quotientAndRemainder(dividingBy: draws)
      let late = draw - (draws - half)
      return Int32(
        draw < half ? chain * half + draw : late < 0 ? -1 : (chains + chain) * half + late)
    }
    scores = NormalScores(count: 2 * chains * half)
    order = ValueOrder(count: chains * draws)
    effectiveSize = EffectiveSampleSize(chains: 2 * chains, draws: max(2, half))
    values = Array(repeating: 0, count: chains * draws)
    split = Array(repeating: 0, count: 2 * chains * half)
  }

  /// Takes the draws in.
  ///
  /// - Returns: false if they have another shape, are fewer than four a chain or hold a NaN.
  func load(_ table: [[Double]]) -> Bool {
    guard table.count == chains, chains > 0, draws >= 4,
      table.allSatisfy({ $0.count == draws })
    else { return false }
    var place = 0
    for row in table {
      for value in row {
        if value.isNaN { return false }
        values[place] = value
        place += 1
      }
    }
    return true
  }

  /// Fills `split` with a function of the draws.
  func fillSplit(_ function: (Double) -> Double) {
    let (chains, draws, half) = (chains, draws, half)
    split.withUnsafeMutableBufferPointer { split in
      values.withUnsafeBufferPointer { values in
        for chain in 0..<chains {
          for i in 0..<half {
            split[chain * half + i] = function(values[chain * draws + i])
            split[(chains + chain) * half + i] = function(values[(chain + 1) * draws - half + i])
          }
        }
      }
    }
  }
}
