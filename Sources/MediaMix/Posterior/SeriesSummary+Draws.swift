// What single draws say about courses and frequencies, before they are summarised.
extension SeriesSummary {
  /// For each medium with reach and frequency, the frequency at which each draw's outcome is
  /// largest.
  static func bestFrequencies(
    _ series: [PosteriorRecorder.Series], count: Int
  ) -> [[Double]] {
    let frequencies = PosteriorRecorder.frequencies
    return (0..<count).map { k in
      series.map { one in
        let curve = one.frequencyCurves[(k * frequencies.count)..<((k + 1) * frequencies.count)]
        let best = zip(curve, frequencies).max { $0.0 < $1.0 }
        return best?.1 ?? .nan
      }
    }
  }

  /// For each such medium, the place of its best frequency: the median over draws, or what the
  /// curves hold that is nearest to it.
  static func bestPlaces(_ best: [[Double]]) -> [Int] {
    let frequencies = PosteriorRecorder.frequencies
    return best.map { draws in
      let median = Summary(draws, level: 0.5).median
      return frequencies.indices.min {
        abs(frequencies[$0] - median) < abs(frequencies[$1] - median)
      } ?? 0
    }
  }

  /// For each such medium, the outcome in the window at its best frequency less that of today, draw
  /// by draw.
  ///
  /// - Parameters:
  ///   - terms: the terms with reach and frequency.
  ///   - places: where the best frequency of each stands.
  static func frequencyGains(
    _ series: [PosteriorRecorder.Series], terms: [Int], places: [Int], window: ClosedRange<Int>,
    timeCount: Int
  ) -> [[Double]] {
    let width = PosteriorRecorder.frequencies.count
    return terms.indices.map { k in
      series.map { one in
        let today = window.reduce(0.0) { $0 + one.contributions[terms[k] * timeCount + $1] }
        return one.frequencyCurves[k * width + places[k]] - today
      }
    }
  }

  /// For each course, its mean effect in the last quarter of the periods over that in the first,
  /// less 1, draw by draw.
  static func courseChanges(
    _ series: [PosteriorRecorder.Series], count: Int, timeCount: Int
  ) -> [[Double]] {
    let quarter = max(1, timeCount / 4)
    return (0..<count).map { k in
      series.map { one in
        let course = one.courses[(k * timeCount)..<((k + 1) * timeCount)]
        return course.suffix(quarter).reduce(0, +) / course.prefix(quarter).reduce(0, +) - 1
      }
    }
  }
}
