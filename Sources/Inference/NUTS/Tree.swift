/// A part of a trajectory: its two ends in order of time, and one point drawn from it.
///
/// Each of the three slots holds its own reference in the pool.
struct Tree {
  var first: Int
  var last: Int
  var proposal: Int
  /// The log of the summed weights exp(H0 - H) of its points.
  var logWeight: Double
}

extension StatePool {
  /// A tree of one point, whose single reference it takes over.
  mutating func leaf(_ slot: Int, logWeight: Double) -> Tree {
    retain(slot, by: 2)
    return Tree(first: slot, last: slot, proposal: slot, logWeight: logWeight)
  }

  /// Gives a whole tree back.
  mutating func release(_ tree: Tree) {
    release(tree.first)
    release(tree.last)
    release(tree.proposal)
  }

  /// Joins two trees that are neighbours in time, freeing what the joint tree does not keep.
  mutating func join(
    _ left: Tree, _ right: Tree, keepingProposalOf kept: KeepProposal, logWeight: Double
  ) -> Tree {
    release(left.last)
    release(right.first)
    release(kept == .left ? right.proposal : left.proposal)
    return Tree(
      first: left.first, last: right.last,
      proposal: kept == .left ? left.proposal : right.proposal, logWeight: logWeight)
  }

  enum KeepProposal { case left, right }
}
