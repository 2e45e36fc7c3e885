/// The names that a mistyped text may have meant, the nearest first.
///
/// A name is near if few edits lead to it, case aside: a third of the text's letters, and in short
/// words two, which is what swapped neighbours take.
///
/// - Parameters:
///   - text: what was written.
///   - names: what could have been meant; among equally near ones the earlier comes first.
///   - limit: the most names to return.
public func nearestNames(to text: String, among names: [String], limit: Int = 1) -> [String] {
  let wanted = Array(text.lowercased())
  let edits = max(wanted.count / 3, min(2, wanted.count - 1))
  return names.enumerated()
    .map { (distance: editDistance(wanted, Array($1.lowercased())), order: $0, name: $1) }
    .filter { $0.distance <= edits }
    .sorted { ($0.distance, $0.order) < ($1.distance, $1.order) }
    .prefix(limit).map(\.name)
}

/// How many letters must be put in, left out or replaced to turn one text into the other.
///
/// Levenshtein 1966, "Binary codes capable of correcting deletions, insertions, and reversals".
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var previous = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var current = [row + 1]
    current.reserveCapacity(right.count + 1)
    for (column, other) in right.enumerated() {
      let replaced = previous[column] + (letter == other ? 0 : 1)
      current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[right.count]
}
