import Foundation

/// Pareto-smoothed importance sampling of one set of log weights.
///
/// Vehtari, Simpson, Gelman, Yao and Gabry 2024, "Pareto smoothed importance sampling", Journal of
/// Machine Learning Research 25(72), algorithm 1: the largest weights are replaced by the expected order
/// statistics of a generalised Pareto distribution fitted to them.
public struct ParetoSmoothing: Sendable, Equatable {
  /// The logarithms of the smoothed weights, which sum to 1; in the order of the draws.
  public var logWeights: [Double]
  /// The shape of the tail, k.
  ///
  /// Above `threshold` an estimate made with the weights cannot be trusted.
  /// Not finite where the tail is too short to be judged.
  public var shape: Double

  /// Smooths log weights.
  ///
  /// - Parameters:
  ///   - logRatios: the logarithms of unnormalised weights, S finite numbers.
  ///   - relativeEfficiency: effective draws per draw; 1 for independent draws.
  /// - Complexity: O(S + M log M), where M is about 3 sqrt(S), plus a partial ordering of S.
  public init(_ logRatios: [Double], relativeEfficiency: Double = 1) {
    let largest = logRatios.max() ?? 0
    var weights = logRatios.map { $0 - largest }
    shape = .infinity
    let count = weights.count
    let wanted = Self.tailLength(count, relativeEfficiency: relativeEfficiency)
    if wanted < count {
      // Ties are broken by position, so that the order of equal weights is one.
      let order = Self.largest(wanted + 1, of: weights)
      let cutoff = max(weights[order[0]], log(Double.leastNormalMagnitude))
      let tail = order.dropFirst().filter { weights[$0] > cutoff }
      if tail.count > 4 {
        let base = exp(cutoff)
        let fitted = GeneralisedPareto(fitting: tail.map { exp(weights[$0]) - base })
        shape = fitted.shape
        if shape.isFinite {
          for (rank, draw) in tail.enumerated() {
            let probability = (Double(rank) + 0.5) / Double(tail.count)
            // A smoothed weight never passes the largest raw one.
            weights[draw] = min(0, log(fitted.quantile(probability) + base))
          }
        }
      }
    }
    let total = log(weights.reduce(0) { $0 + exp($1) })
    logWeights = weights.map { $0 - total }
  }

  /// How many of S weights make the tail: min(0.2 S, 3 sqrt(S / relative efficiency)), rounded up.
  static func tailLength(_ count: Int, relativeEfficiency: Double) -> Int {
    let draws = Double(count)
    return Int(min(0.2 * draws, 3 * (draws / relativeEfficiency).squareRoot()).rounded(.up))
  }

  /// The shape above which S draws are too few to trust an estimate: min(1 - 1 / log10(S), 0.7).
  public static func threshold(draws: Int) -> Double {
    min(1 - 1 / log10(Double(max(2, draws))), 0.7)
  }

  /// The positions of the largest entries, in ascending order of entry.
  private static func largest(_ count: Int, of values: [Double]) -> [Int] {
    func isBefore(_ a: Int, _ b: Int) -> Bool { (values[a], a) < (values[b], b) }
    // A rough lower bound from a sample spares sorting all of them.
    let step = max(1, values.count / 200)
    let sample = stride(from: 0, to: values.count, by: step).map { values[$0] }.sorted()
    let share = Double(count) / Double(values.count)
    var position = Int(Double(sample.count) * (1 - min(1, 1.5 * share + 0.02)))
    while true {
      let bound = position > 0 ? sample[position] : -Double.infinity
      let candidates = values.indices.filter { values[$0] >= bound }
      if candidates.count >= count {
        return Array(candidates.sorted(by: isBefore).suffix(count))
      }
      position /= 2
    }
  }
}
