import Foundation
package import LinearAlgebra
import Probability

/// The penalty of matrix completion that predicts best cells which were held out.
///
/// Cells are held out in five parts, such that each has about a fifth of every row and column: rows and
/// periods get random numbers, and a cell belongs to the part of their sum. Penalties go down by the fifth
/// part of a power of ten, to a thousandth of the largest; the search ends when three in a row are no
/// better.
package struct PenaltyPath {
  /// How many parts there are.
  package static let parts = 5
  private static let patience = 3
  private static let steps = 15

  /// The best penalty.
  package let best: Double
  /// The mean squared error of held-out cells by penalty, the largest first, as far as was looked.
  package let candidates: [(penalty: Double, error: Double)]

  init(_ table: Matrix, known: [Bool], seed: UInt64) throws(LinearAlgebraError) {
    try self.init(table, known: known, part: Self.assign(table, seed: seed))
  }

  /// Looks for the best penalty with parts as given, a number below five for every cell.
  package init(_ table: Matrix, known: [Bool], part: [Int]) throws(LinearAlgebraError) {
    let largest = try NuclearCompletion(table, known: known).largestPenalty()
    var folds: [(completion: NuclearCompletion, held: [Int], last: Matrix?)] = []
    for number in 0..<Self.parts {
      let held = known.indices.filter { known[$0] && part[$0] == number }
      var remaining = known
      for cell in held { remaining[cell] = false }
      folds.append((NuclearCompletion(table, known: remaining), held, nil))
    }
    var candidates: [(penalty: Double, error: Double)] = []
    var (bestPlace, count) = (0, 0.0)
    for fold in folds { count += Double(fold.held.count) }
    for step in 0...Self.steps where largest > 0 {
      let penalty = largest * pow(10, -0.2 * Double(step))
      var sum = 0.0
      for place in folds.indices {
        let fitted = try folds[place].completion.completed(
          penalty: penalty, from: folds[place].last)
        folds[place].last = fitted
        for cell in folds[place].held {
          let gap = table.elements[cell] - fitted.elements[cell]
          sum += gap * gap
        }
      }
      candidates.append((penalty, sum / count))
      if candidates[step].error < candidates[bestPlace].error { bestPlace = step }
      if step - bestPlace >= Self.patience { break }
    }
    self.candidates = candidates
    best = candidates.isEmpty ? .leastNormalMagnitude : candidates[bestPlace].penalty
  }

  /// The part of every cell.
  package static func assign(_ table: Matrix, seed: UInt64) -> [Int] {
    var stream = RandomStream(seed: seed, stream: 0x6D63_6376)
    let rows = Array(0..<table.rows).shuffled(using: &stream)
    let columns = Array(0..<table.columns).shuffled(using: &stream)
    return (0..<table.elements.count).map {
      (rows[$0 / table.columns] + columns[$0 % table.columns]) % parts
    }
  }
}
