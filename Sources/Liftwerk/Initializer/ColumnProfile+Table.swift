import Tables

extension ColumnProfile {
  /// Looks at each column of a table.
  ///
  /// - Throws: `TableError` where a number can be read in two ways: nothing can be said then.
  static func all(of table: Table) throws(TableError) -> [ColumnProfile] {
    var profiles: [ColumnProfile] = []
    for name in table.columnNames {
      profiles.append(
        name.isEmpty ? ColumnProfile(name: "", kind: .text) : try profile(name, of: table))
    }
    return profiles
  }

  private static func profile(_ name: String, of table: Table) throws(TableError) -> ColumnProfile {
    if try table.texts(name).allSatisfy({ $0 == nil }) {
      return ColumnProfile(name: name, kind: .empty)
    }
    do {
      return ColumnProfile(name: name, numbers: try table.numbers(name).compactMap { $0 })
    } catch {
      if error.code == .ambiguousLocale || error.code == .contradictoryLocale { throw error }
    }
    if let profile = try almostNumbers(name, of: table) { return profile }
    return ColumnProfile(name: name, kind: isTime(name, of: table) ? .time : .text)
  }

  /// A column of numbers in which few cells are something else: a slip of the pen, not a text.
  private static func almostNumbers(
    _ name: String, of table: Table
  ) throws(TableError) -> ColumnProfile? {
    let (numbers, broken) = try table.soundNumbers(name)
    let sound = numbers.compactMap { $0 }
    guard sound.count >= 3, broken.count <= max(1, sound.count / 10) else { return nil }
    var profile = ColumnProfile(name: name, numbers: sound)
    profile.faults = broken.map {
      "\($0.description) The column is taken for one of numbers; `liftwerk check` refuses it until the cell is right."
    }
    return profile
  }

  private static func isTime(_ name: String, of table: Table) -> Bool {
    do {
      _ = try table.times(name)
      return true
    } catch {
      // These are dates, although something is wrong with them; reading them will say what.
      return error.code == .ambiguousDate || error.code == .mixedTimes
    }
  }

  private init(name: String, numbers: [Double]) {
    self.init(name: name, kind: .number)
    sum = numbers.reduce(0, +)
    minimum = numbers.min() ?? 0
    isConstant = numbers.min() == numbers.max()
    let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
    isCounter = numbers.count > 2 && steps.allSatisfy { $0 == steps[0] && $0 > 0 }
  }
}
