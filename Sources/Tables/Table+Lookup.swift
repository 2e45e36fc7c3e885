extension Table {
  /// Whether a column of exactly this name exists.
  public func has(_ column: String) -> Bool {
    !column.isEmpty && columnNames.contains(column)
  }

  /// The column of this name.
  ///
  /// - Throws: `missingColumn` with the nearest names, `duplicateColumn` where two share the name.
  func column(_ name: String) throws(TableError) -> Column {
    let found = columnNames.indices.filter { columnNames[$0] == name }
    guard let index = found.first, !name.isEmpty else { throw missing(name) }
    guard found.count == 1 else {
      throw TableError(
        .duplicateColumn, source: source, column: name,
        "\(found.count) columns have this name", remedy: "rename all but one of them")
    }
    return columns[index]
  }

  private func missing(_ name: String) -> TableError {
    let named = columnNames.filter { !$0.isEmpty }
    let shown = named.prefix(40).map { "'\(displayed($0))'" }.joined(separator: ", ")
    let list = "the file has \(shown)\(named.count > 40 ? ", …" : "")"
    let nearest = nearestNames(to: name, among: named).map { "'\(displayed($0))'" }
    let problem = "there is no such column"
    guard !nearest.isEmpty else {
      return TableError(
        .missingColumn, source: source, column: name, problem, remedy: list)
    }
    return TableError(
      .missingColumn, source: source, column: name,
      "\(problem) (did you mean \(nearest.joined(separator: " or "))?)", remedy: list)
  }
}

/// Up to three names that differ from a text by few letters, case aside; the nearest first.
func nearestNames(to text: String, among names: [String]) -> [String] {
  let wanted = Array(text.lowercased())
  let limit = max(1, wanted.count / 3)
  return names.enumerated()
    .map { (distance: editDistance(wanted, Array($1.lowercased())), order: $0, name: $1) }
    .filter { $0.distance <= limit }
    .sorted { ($0.distance, $0.order) < ($1.distance, $1.order) }
    .prefix(3).map(\.name)
}

/// How many letters must be put in, left out or replaced to turn one text into the other
/// (Levenshtein 1966).
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
