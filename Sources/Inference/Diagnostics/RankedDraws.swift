/// One quantity's draws in ascending order, with the places they take once the chains are split.
struct RankedDraws {
  private var values: [Double] = []
  private var places: [Int32] = []

  /// Takes the draws of an order that have a place.
  init(_ order: ValueOrder, places: [Int32]) {
    reserve(order.sorted.count)
    for (rank, index) in order.order.enumerated() where places[Int(index)] >= 0 {
      append(order.sorted[rank], places[Int(index)])
    }
  }

  private init() {}

  private mutating func reserve(_ count: Int) {
    values.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  private mutating func append(_ value: Double, _ place: Int32) {
    values.append(value)
    places.append(place)
  }

  /// The median; the number of draws is even.
  private var median: Double { (values[values.count / 2 - 1] + values[values.count / 2]) / 2 }

  /// The distances from the median, ascending.
  ///
  /// They fall and then rise along the sorted values, so merging the two runs is enough.
  func folded() -> RankedDraws {
    let (median, count) = (median, values.count)
    var result = RankedDraws()
    result.reserve(count)
    var (left, right) = (count / 2 - 1, count / 2)
    while left >= 0 && right < count {
      let (below, above) = (abs(values[left] - median), abs(values[right] - median))
      if below <= above {
        result.append(below, places[left])
        left -= 1
      } else {
        result.append(above, places[right])
        right += 1
      }
    }
    for i in stride(from: left, through: 0, by: -1) {
      result.append(abs(values[i] - median), places[i])
    }
    for i in right..<count { result.append(abs(values[i] - median), places[i]) }
    return result
  }

  /// Writes each draw's normal score at its place; ties share the score of their mean rank.
  func writeScores(_ scores: NormalScores, to split: inout [Double]) {
    split.withUnsafeMutableBufferPointer { split in
      var first = 0
      while first < values.count {
        var last = first
        while last + 1 < values.count && values[last + 1] == values[first] { last += 1 }
        let score = scores.score(first: first + 1, last: last + 1)
        for rank in first...last { split[Int(places[rank])] = score }
        first = last + 1
      }
    }
  }
}
