extension TimeAxis {
  /// The first periods of the axis, at least two and at most all of them.
  package func first(_ count: Int) -> TimeAxis {
    TimeAxis(first: min(max(count, 2), self.count), of: self)
  }

  private init(first count: Int, of axis: TimeAxis) {
    step = axis.step
    labels = Array(axis.labels.prefix(count))
    lastDays = Array(axis.lastDays.prefix(count))
    bounds = Array(axis.bounds.prefix(count))
  }
}
