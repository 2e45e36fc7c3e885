import Findings

/// Puts marks that share a category side by side: each role takes the first slot in which none of
/// its categories is taken.
struct Dodge {
  /// The number of slots.
  let count: Int
  private let slots: [Int: Int]

  init(_ shapes: Set<Figure.Mark.Shape>, _ figure: Figure, _ data: FigureData, _ axis: PositionAxis)
  {
    var taken: [Set<Double>] = []
    var roles: [(role: Figure.Mark.Role, slot: Int)] = []
    var slots: [Int: Int] = [:]
    for (index, mark) in figure.marks.enumerated() where shapes.contains(mark.shape) {
      let values = data.numbers(mark.y)
      let categories = Set(
        zip(axis.coordinates(data, mark.x), values).compactMap { $1 == nil ? nil : $0 })
      let known = roles.first { $0.role == mark.role }?.slot
      let free = taken.firstIndex { $0.isDisjoint(with: categories) } ?? taken.count
      let slot = known ?? free
      if slot == taken.count { taken.append([]) }
      taken[slot].formUnion(categories)
      if known == nil { roles.append((mark.role, slot)) }
      slots[index] = slot
    }
    self.slots = slots
    count = max(taken.count, 1)
  }

  /// How far a mark's slot lies from the middle of its category, in slots.
  func offset(_ mark: Int) -> Double {
    Double(slots[mark] ?? 0) - Double(count - 1) / 2
  }
}
