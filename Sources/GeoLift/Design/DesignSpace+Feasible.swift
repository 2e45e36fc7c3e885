import Tables

extension DesignSpace {
  /// Why a set may not be treated.
  enum Obstacle: String, CaseIterable {
    case include, together, apart, share, donors

    /// The constraint in the words of the options.
    func text(_ space: DesignSpace) -> String {
      func list(_ names: [[String]]) -> String {
        names.map { $0.map(displayed).joined(separator: "+") }.joined(separator: ", ")
      }
      return switch self {
      case .include: "include \(list([space.options.include]))"
      case .together: "together \(list(space.options.together))"
      case .apart: "apart \(list(space.options.apart))"
      case .share: "max-share \(space.options.maxShare ?? 1)"
      case .donors: "adjacency, which leaves too few donors"
      }
    }
  }

  /// The first constraint that a set breaks; nil if it may be treated.
  ///
  /// - Parameter set: rows of the pool, ascending.
  func obstacle(_ set: [Int]) -> Obstacle? {
    let members = Set(set)
    if !include.allSatisfy(members.contains) { return .include }
    if set.contains(where: { !groups[$0].allSatisfy(members.contains) }) { return .together }
    if set.contains(where: { !rivals[$0].isDisjoint(with: members) }) { return .apart }
    if let maxShare = options.maxShare, share(of: set) > maxShare { return .share }
    return donors(of: set).count < fewestDonors ? .donors : nil
  }

  /// The fewest donors that the estimator takes.
  private var fewestDonors: Int { (try? options.estimator.estimator.fewestDonors) ?? 1 }

  /// The error for sizes of which no set may be treated: which constraints stand in each other's way.
  func infeasible(_ broken: [Obstacle: Int]) -> GeoLiftError {
    let counts = options.treatedCounts.map(String.init).joined(separator: ", ")
    var texts = Obstacle.allCases.filter { (broken[$0] ?? 0) > 0 }.map { $0.text(self) }
    if pool.count < panel.geos.count {
      texts.append("the \(panel.geos.count - pool.count) geos that may not be treated")
    }
    return .badTest(
      "No set of \(counts) geos keeps all constraints. In conflict: treated-count \(counts)"
        + texts.map { "; \($0)" }.joined() + ". Relax one of them.")
  }
}
