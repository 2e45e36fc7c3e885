import Findings
import Interchange
import Tables

/// Finds the channels, geos and periods of lift tests in a panel, and gathers what is wrong with
/// them.
struct LiftTestReader {
  let data: MediaMixData
  /// The number of first periods that are fitted.
  let trainCount: Int
  private(set) var problems: [MediaMixProblem] = []

  init(data: MediaMixData, trainCount: Int) {
    self.data = data
    self.trainCount = trainCount
  }

  /// The tests that can be placed, in order of name.
  mutating func read(_ experiments: MediaMixOptions.Experiments) -> [ResolvedLiftTest] {
    for file in experiments.files {
      report(
        "the file \(file) was not read", "media_mix.experiments",
        "Give the tests themselves: a model reads no files.")
    }
    let tests = experiments.tests.sorted { $0.name < $1.name }
    for (test, next) in zip(tests, tests.dropFirst()) where test.name == next.name {
      report("two tests have this name", Self.place(test), "Give each a name of its own.")
    }
    let resolved = tests.compactMap { resolve($0) }
    checkMask(resolved)
    return resolved
  }

  mutating func report(_ what: String, _ place: String, _ remedy: String) {
    problems.append(MediaMixProblem(what, at: place, remedy: remedy))
  }

  /// The key of the project file at which a test is spoken of.
  static func place(_ test: LiftTest, _ key: LiftTest.Key? = nil) -> String {
    let name = test.name.allSatisfy(\.isWhitespace) ? "" : "[\(test.name)]"
    return "media_mix.experiments\(name)" + (key.map { ".\($0.rawValue)" } ?? "")
  }

  private mutating func resolve(_ test: LiftTest) -> ResolvedLiftTest? {
    let before = problems.count
    if test.name.allSatisfy(\.isWhitespace) {
      report("a test has no name", Self.place(test), "Give it one, for the report.")
    }
    checkNumbers(test)
    let channels = indices(
      test.channels, among: data.channels, test, .channels, noun: "channel")
    let geos = geos(test)
    let periods = periods(test)
    guard problems.count == before, let periods else { return nil }
    let resolved = ResolvedLiftTest(
      name: test.name, kind: test.kind, channels: channels, geos: geos,
      treatment: periods.treatment, measurement: periods.measurement,
      spendFactor: test.kind == .heavyUp ? test.spendFactor ?? 0 : 0, usualSpend: test.usualSpend,
      lift: test.lift, standardError: test.standardError, cells: test.cells, source: test.source)
    checkSpend(resolved, test)
    return problems.count == before ? resolved : nil
  }

  // MARK: Names

  private mutating func geos(_ test: LiftTest) -> [Int] {
    guard let names = test.geos else { return Array(data.geos.indices) }
    guard !data.isNational else {
      report(
        "the data do not tell regions apart, so a test in some of them has no place",
        Self.place(test, .geos),
        "Give data by region, or leave geos out if the test covered all of the market.")
      return []
    }
    return indices(names, among: data.geos, test, .geos, noun: "region")
  }

  /// The places of names in a list, increasing.
  private mutating func indices(
    _ names: [String], among known: [String], _ test: LiftTest, _ key: LiftTest.Key, noun: String
  ) -> [Int] {
    if names.isEmpty {
      report("the list is empty", Self.place(test, key), "Name at least one \(noun).")
    }
    var found: Set<Int> = []
    for name in names {
      guard let index = known.firstIndex(of: name) else {
        let near = nearestNames(to: name, among: known).first
        let list = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
        report(
          "there is no \(noun) \"\(name)\"", Self.place(test, key),
          near.map { "Did you mean \"\($0)\"?" } ?? "Known are: \(list).")
        continue
      }
      if !found.insert(index).inserted {
        report("\"\(name)\" is named twice", Self.place(test, key), "Name it once.")
      }
    }
    return found.sorted()
  }

  // MARK: Periods

  private mutating func periods(
    _ test: LiftTest
  ) -> (treatment: ClosedRange<Int>, measurement: ClosedRange<Int>)? {
    let from = period(data.times.index(ofLabel: test.from), test.from, test, .from)
    let to = period(data.times.lastIndex(ofLabel: test.to), test.to, test, .to)
    let end = test.measuredTo.map { label in
      period(data.times.lastIndex(ofLabel: label), label, test, .measuredTo)
    }
    guard let from, let to, let last = end ?? to else { return nil }
    guard from <= to else {
      report(
        "the test ends (\(test.to)) before it begins (\(test.from))", Self.place(test, .to),
        "Swap from and to, or correct them.")
      return nil
    }
    guard last >= to else {
      report(
        "the outcome was measured to \(test.measuredTo ?? ""), before the test ended (\(test.to))",
        Self.place(test, .measuredTo), "Give a later period, or leave measured_to out.")
      return nil
    }
    guard last < trainCount else {
      report(
        "the test reaches into the held-out periods, which begin at "
          + data.times.labels[trainCount],
        Self.place(test, end == nil ? .to : .measuredTo),
        "Hold out fewer periods, or leave the test out.")
      return nil
    }
    return (from...to, from...last)
  }

  private mutating func period(
    _ index: Int?, _ label: String, _ test: LiftTest, _ key: LiftTest.Key
  ) -> Int? {
    if let index { return index }
    let (first, last) = (data.times.labels.first ?? "", data.times.lastDays.last ?? "")
    report(
      "\"\(label)\" is in no period of the data", Self.place(test, key),
      "Give a date from \(first) to \(last)\(data.times.isCalendar ? ", as in 2025-03-31" : "").")
    return nil
  }
}
