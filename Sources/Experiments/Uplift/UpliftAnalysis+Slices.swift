extension UpliftAnalysis {
  /// Segments and slices by the values of columns, and how many of each slice would be targeted if
  /// the units of the highest scores were.
  static func slices(
    _ data: UpliftData, _ scores: [Double], _ options: UpliftOptions
  ) -> [Slice] {
    let isTargeted = targeted(scores, options.target)
    return (options.segments + options.slices).enumerated().flatMap { index, column in
      let values = data.labels.map { $0[index] }
      return Set(values).sorted().map { value in
        let units = values.indices.filter { values[$0] == value }
        let segment = segment(units, data, scores, options.level)
        let share = Double(units.count { isTargeted[$0] }) / Double(units.count)
        return Slice(
          column: column, value: value, units: segment,
          targeted: index < options.segments.count ? nil : share,
          isSmall: units.count < options.smallestSlice || segment.observed == nil)
      }
    }
  }

  /// Whether each unit is among the share of the highest scores; of equal scores either all or none
  /// are, so that no order of rows matters.
  private static func targeted(_ scores: [Double], _ share: Double) -> [Bool] {
    let most = Int((share * Double(scores.count)).rounded())
    var isTargeted = [Bool](repeating: false, count: scores.count)
    var count = 0
    for group in UpliftRanking(scores).groups {
      guard count + group.count <= most || count == 0 else { break }
      for unit in group { isTargeted[unit] = true }
      count += group.count
    }
    return isTargeted
  }
}
