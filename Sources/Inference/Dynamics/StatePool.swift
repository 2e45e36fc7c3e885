/// The phase-space points of one trajectory, in memory that is allocated once and reused.
///
/// A tree of doublings keeps only its ends and its proposal, so a few slots a level suffice. Slots
/// are counted by reference: the same point may be first, last and proposal of a tree.
struct StatePool {
  private let memory: LaneMemory
  private var references: [Int]
  private var free: [Int]
  private var scalars: [Scalars]

  struct Scalars {
    var logDensity = 0.0
    /// Potential plus kinetic energy.
    var energy = 0.0
  }

  private enum Field: Int, CaseIterable {
    case position, momentum, velocity, gradient, acceleration, momentumSum
  }

  /// Makes room for trees of up to `maximumDepth` doublings.
  ///
  /// A subtree under construction holds at most three points a level, the whole tree three more,
  /// and a leapfrog one.
  init(dimension: Int, maximumDepth: Int) {
    let slots = 3 * (maximumDepth + 2) + 4
    memory = LaneMemory(vectors: slots * Field.allCases.count, dimension: dimension)
    references = Array(repeating: 0, count: slots)
    free = Array((0..<slots).reversed())
    scalars = Array(repeating: Scalars(), count: slots)
  }

  /// Takes a slot; the caller owns one reference to it.
  mutating func take() -> Int {
    let slot = free.removeLast()
    references[slot] = 1
    return slot
  }

  /// Adds `count` owners.
  mutating func retain(_ slot: Int, by count: Int = 1) { references[slot] += count }

  /// Removes one owner; the last one frees the slot.
  mutating func release(_ slot: Int) {
    references[slot] -= 1
    if references[slot] == 0 { free.append(slot) }
  }

  /// Log density and energy of a slot.
  subscript(slot: Int) -> Scalars {
    get { scalars[slot] }
    set { scalars[slot] = newValue }
  }

  /// Where the point is: q.
  func position(_ slot: Int) -> Lanes { vector(.position, slot) }
  /// Its momentum: p.
  func momentum(_ slot: Int) -> Lanes { vector(.momentum, slot) }
  /// The inverse mass times the momentum: v.
  func velocity(_ slot: Int) -> Lanes { vector(.velocity, slot) }
  /// The gradient of the log density: g.
  func gradient(_ slot: Int) -> Lanes { vector(.gradient, slot) }
  /// The inverse mass times the gradient: a.
  func acceleration(_ slot: Int) -> Lanes { vector(.acceleration, slot) }
  /// The momenta summed from the start of the trajectory up to this point, in order of time, so
  /// that the sum over any span is a difference of two.
  func momentumSum(_ slot: Int) -> Lanes { vector(.momentumSum, slot) }

  @inline(__always)
  private func vector(_ field: Field, _ slot: Int) -> Lanes {
    memory.vector(slot &* Field.allCases.count &+ field.rawValue)
  }
}
