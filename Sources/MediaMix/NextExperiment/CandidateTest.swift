import Interchange
import Tables

/// A test that could be run next, as the last usual weeks of its channel show it.
package struct CandidateTest: Sendable, Equatable {
  /// What is done to the channel.
  package enum Change: Sendable, Equatable {
    case goDark
    /// Spend is raised to so many times the usual.
    case heavyUp(Double)
  }

  /// Where it is done.
  package enum Extent: String, Sendable, CaseIterable {
    case all, half, quarter
  }

  package let channel: Int
  package let change: Change
  package let extent: Extent
  /// The treated geos, increasing.
  package let geos: [Int]
  /// Past periods whose usual spend the test would change.
  package let treatment: ClosedRange<Int>

  package var length: Int { treatment.count }

  /// The name of the test in findings: what, where, how long.
  var scenario: String {
    switch change {
    case .goDark: "go-dark-\(extent.rawValue)-\(length)"
    case .heavyUp(let factor):
      "heavy-up-\(factor == factor.rounded() ? String(Int(factor)) : String(factor))"
        + "-\(extent.rawValue)-\(length)"
    }
  }

  /// The test as the model's likelihood knows it, with the outcome compared so many periods beyond
  /// the treatment.
  ///
  /// The panel shows usual spend, so the increment is usual less none of a go-dark, and usual less
  /// raised of a heavy-up.
  func resolved(beyond: Int) -> ResolvedLiftTest {
    let (kind, factor): (LiftTest.Kind, Double) =
      switch change {
      case .goDark: (.holdout, 0)
      case .heavyUp(let factor): (.heavyUp, 1 / factor)
      }
    return ResolvedLiftTest(
      name: scenario, kind: kind, channels: [channel], geos: geos, treatment: treatment,
      measurement: treatment.lowerBound...(treatment.upperBound + beyond), spendFactor: factor,
      usualSpend: nil, lift: 0, standardError: 1, cells: .keep, source: nil)
  }

  /// What share of usual spend the test adds.
  var addedShare: Double {
    switch change {
    case .goDark: -1
    case .heavyUp(let factor): factor - 1
    }
  }
}

/// The tests that are worth looking at for a panel.
struct CandidateTests {
  let data: MediaMixData
  let lengths: [Int]
  /// The last lag of each channel.
  let maxLags: [Int]

  static let changes: [CandidateTest.Change] = [.goDark, .heavyUp(1.5), .heavyUp(2)]

  /// Four and eight weeks, or the nearest to it that the periods allow.
  static func standardLengths(_ times: TimeAxis) -> [Int] {
    let weeks = [4.0, 8.0]
    guard let year = times.periodsPerYear else { return weeks.map { Int($0) } }
    let periods = weeks.map { max(1, Int(($0 * year * 7 / 365.25).rounded())) }
    return periods[0] == periods[1] ? [periods[0]] : periods
  }

  /// All of them: each channel with spend, each change, extent and length.
  func all() -> [CandidateTest] {
    data.channels.indices.flatMap { c in
      CandidateTest.Extent.allCases.flatMap { extent -> [CandidateTest] in
        guard let geos = geos(extent) else { return [] }
        return lengths.flatMap { length -> [CandidateTest] in
          guard let treatment = window(c, geos, length) else { return [] }
          return Self.changes.map {
            CandidateTest(
              channel: c, change: $0, extent: extent, geos: geos, treatment: treatment)
          }
        }
      }
    }
  }

  /// Geos of an extent, matched by size with the rest: big and small ones take turns.
  func geos(_ extent: CandidateTest.Extent) -> [Int]? {
    let (all, count) = (Array(data.geos.indices), data.geoCount)
    let parts: Int
    switch extent {
    case .all: return all
    case .half: parts = 2
    case .quarter: parts = 4
    }
    guard count >= 2 * parts else { return nil }
    let sizes = all.map { g in
      (0..<data.timeCount).reduce(0) { $0 + abs(data.kpi[g * data.timeCount + $1]) }
    }
    let order = all.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return order.enumerated().filter { rank, _ in
      let place = rank % (2 * parts)
      return place == 0 || place == 2 * parts - 1
    }.map(\.element).sorted()
  }

  /// The latest periods with about the usual spend, early enough to see all that follows.
  private func window(_ c: Int, _ geos: [Int], _ length: Int) -> ClosedRange<Int>? {
    let last = data.timeCount - 1 - maxLags[c]
    guard length >= 1, last - length + 1 >= 0, length <= data.timeCount / 2 else { return nil }
    let spend = (0..<data.timeCount).map { t in
      geos.reduce(0) { $0 + data.spend[c][$1 * data.timeCount + t] }
    }
    let usual = spend.reduce(0, +) / Double(data.timeCount) * Double(length)
    guard usual > 0 else { return nil }
    var best: (window: ClosedRange<Int>, spend: Double)?
    for end in (length - 1...last).reversed() {
      let window = (end - length + 1)...end
      let sum = window.reduce(0) { $0 + spend[$1] }
      if sum >= 0.5 * usual { return window }
      if sum > best?.spend ?? 0 { best = (window, sum) }
    }
    return best?.window
  }
}
