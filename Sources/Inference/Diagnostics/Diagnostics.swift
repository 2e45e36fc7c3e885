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
  var order: ValueOrder
  var effectiveSize: EffectiveSampleSize
  /// All draws, chains x draws.
  var values: [Double]
  /// Values derived from the draws, split: first halves of the chains, then second halves.
  var split: [Double]

  /// Makes tables and buffers for chains of this shape.
  public init(chains: Int, draws: Int) {
    self.chains = chains
    self.draws = draws
    half = draws / 2
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
    for (chain, row) in table.enumerated() {
      for i in 0..<draws {
        if row[i].isNaN { return false }
        values[chain * draws + i] = row[i]
      }
    }
    return true
  }

  /// Where a draw stands in split order, or nil for the odd one in the middle.
  func splitIndex(_ flat: Int) -> Int? {
    let (chain, draw) = flat.quotientAndRemainder(dividingBy: draws)
    if draw < half { return chain * half + draw }
    let late = draw - (draws - half)
    return late < 0 ? nil : (chains + chain) * half + late
  }

  /// Fills `split` with a function of the draws.
  func fillSplit(_ function: (Double) -> Double) {
    for chain in 0..<chains {
      for i in 0..<half {
        split[chain * half + i] = function(values[chain * draws + i])
        split[(chains + chain) * half + i] = function(values[(chain + 1) * draws - half + i])
      }
    }
  }

  /// The type-7 quantile; `order` must be that of `values`.
  func quantile(_ probability: Double) -> Double {
    let place = Double(values.count) * probability + (1 - probability)
    let below = min(max(Int(place), 1), values.count - 1)
    let share = min(max(place - Double(below), 0), 1)
    let (low, high) = (values[Int(order.order[below - 1])], values[Int(order.order[below])])
    return (1 - share) * low + share * high
  }
}
