import LinearAlgebra

/// The game behind `CASVModel`, part of the way through: some channels are in the coalition and have
/// been eliminated, some are out, the others are undecided.
///
/// With b the worth of no further ad after each channel (b = 0 at START), a journey that goes from i to
/// a channel j of the coalition gains b_j - b_i, and one that would go to a channel outside stops. So
/// the worth x of a coalition S is what a journey gains from START on,
///
///     y_i = sum over j in S of Q_ij (b_j - b_i + y_j).
///
/// To take a channel c in is to eliminate y_c from the equations of START and the undecided rows; to
/// leave it out is to drop its row and column. Either costs O(m²) for m undecided channels, so all 2ⁿ
/// coalitions cost O(2ⁿ) together, and all that one permutation passes cost O(n³).
struct CutGame {
  /// Rows and columns: how many channels are undecided.
  private(set) var undecided: Int
  /// How far apart rows are.
  private var width: Int
  /// What each row gains from channels already in; START is the last row of `undecided` + 1.
  private var gained: [Double]
  /// Probabilities of transitions, by row and undecided channel.
  private var moves: [Double]
  /// What is gained by them, should the channel come in.
  private var gains: [Double]

  /// The game with all channels undecided, decided from the last to the first.
  ///
  /// - Parameters:
  ///   - moves: transition probabilities, n rows of n, then those from START.
  ///   - base: what no further ad brings after each of the n channels.
  init(moves: [Double], base: [Double]) {
    let n = base.count
    undecided = n
    width = n
    self.moves = moves
    gained = Array(repeating: 0, count: n + 1)
    gains = moves
    for row in 0...n {
      let own = row < n ? base[row] : 0
      for channel in 0..<n { gains[row * n + channel] *= base[channel] - own }
    }
  }

  /// What a journey gains from START on: the worth of the channels taken in so far, others out.
  var worth: Double { gained[width] }

  /// The same game, to be decided in another order.
  ///
  /// - Precondition: nothing is decided yet.
  func permuted(_ order: [Int]) -> CutGame {
    var game = self
    let rows = Array(order.reversed()) + [width]
    for (i, row) in rows.enumerated() {
      for j in 0..<width {
        game.moves[i * width + j] = moves[row * width + rows[j]]
        game.gains[i * width + j] = gains[row * width + rows[j]]
      }
    }
    return game
  }

  /// The worth if the last undecided channel came in.
  var worthWithLast: Double {
    let place = width * width + undecided - 1
    return gained[width] + gains[place] + moves[place] * lastReward
  }

  /// What a journey gains once it is in the last undecided channel, should that come in.
  private var lastReward: Double {
    let c = undecided - 1
    return (gained[c] + gains[c * width + c]) / (1 - moves[c * width + c])
  }

  /// The same game without the rows and columns of decided channels: cheap to copy and change.
  func compacted() -> CutGame {
    var game = self
    game.width = undecided
    game.gained = Array(gained[..<undecided]) + [worth]
    game.moves = []
    game.moves.reserveCapacity((undecided + 1) * undecided)
    game.gains = []
    game.gains.reserveCapacity((undecided + 1) * undecided)
    for index in 0...undecided {
      let start = (index == undecided ? width : index) * width
      game.moves += moves[start..<start + undecided]
      game.gains += gains[start..<start + undecided]
    }
    return game
  }

  /// Leaves the last undecided channel out.
  mutating func leaveOut() { undecided -= 1 }

  /// Takes the last undecided channel in.
  mutating func takeIn() {
    let c = undecided - 1
    let (stay, reward) = (1 / (1 - moves[c * width + c]), lastReward)
    let width = width
    moves.withUnsafeMutableBufferPointer { moves in
      gains.withUnsafeMutableBufferPointer { gains in
        guard let moves = moves.baseAddress, let gains = gains.baseAddress else { return }
        let (ownMoves, ownGains) = (moves + c * width, gains + c * width)
        for index in 0...c {
          let row = index == c ? width : index
          let weight = moves[row * width + c]
          if weight == 0 { continue }
          gained[row] += gains[row * width + c] + weight * reward
          if c < 24 {
            for j in 0..<c {
              moves[row * width + j] += weight * stay * ownMoves[j]
              gains[row * width + j] += weight * stay * ownGains[j]
            }
          } else {
            BLAS.axpy(c, weight * stay, ownMoves, moves + row * width)
            BLAS.axpy(c, weight * stay, ownGains, gains + row * width)
          }
        }
      }
    }
    undecided -= 1
  }
}
