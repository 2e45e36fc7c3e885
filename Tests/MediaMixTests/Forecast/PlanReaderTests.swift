import MediaMix
import Tables
import Testing

@Suite("A plan of future media")
struct PlanReaderTests {
  private let options = MediaMixOptions(
    target: .init(column: "sales"),
    channels: ["tv": .init(spend: "tv", exposure: "tv_seen"), "search": .init(spend: "search")],
    controls: ["price"])
  private let columns = MediaMixData.Columns(time: "week", geo: "geo")

  private func data() throws -> MediaMixData {
    var text = "week,geo,sales,tv,tv_seen,search,price\n"
    for (g, geo) in ["north", "south"].enumerated() {
      for week in 0..<60 {
        let date = CivilDate(dayNumber: 19_359 + 7 * week)
        let sales = 500 + 7 * (week % 9) + 31 * g
        text += "\(date),\(geo),\(sales),\(10 + week % 4),\(1000 + 100 * (week % 4)),"
        text += "\(5 + week % 3),\(20 + week)\n"
      }
    }
    return try MediaMixData(
      table: TableReader.read(bytes: Array(text.utf8), source: "data.csv", options: ReadOptions()),
      columns: columns, options: options, currency: nil)
  }

  private func plan(
    _ text: String, change: (inout MediaMixOptions) -> Void = { _ in }
  ) throws -> MediaPlan {
    var options = options
    change(&options)
    return try MediaPlan(
      table: TableReader.read(bytes: Array(text.utf8), source: "plan.csv", options: ReadOptions()),
      columns: columns, options: options, data: data())
  }

  private func problems(
    _ text: String, change: (inout MediaMixOptions) -> Void = { _ in }
  ) throws -> String {
    do {
      _ = try plan(text, change: change)
      return ""
    } catch let error as MediaMixError {
      return error.description
    }
  }

  /// The first weeks behind the data.
  private static func week(_ index: Int) -> String {
    "\(CivilDate(dayNumber: 19_359 + 7 * (60 + index)))"
  }

  private static let head = "week,geo,tv,tv_seen,search,price\n"
  private static let good =
    head + "\(week(0)),north,12,1100,6,81\n\(week(1)),north,13,1200,0,82\n"
    + "\(week(0)),south,11,900,7,83\n\(week(1)),south,10,800,4,84\n"

  @Test("is the same in any order of rows, and may be a single period")
  func order() throws {
    let plan = try plan(Self.good)
    #expect(plan.count == 2 && plan.times.labels == [Self.week(0), Self.week(1)])
    #expect(plan.spend == [[6, 0, 7, 4], [12, 13, 11, 10]])
    #expect(plan.exposure[1] == [1100, 1200, 900, 800])
    #expect(plan.controlValues == [[81, 82, 83, 84]])
    let lines = Self.good.split(separator: "\n")
    let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
    let other = try self.plan(turned)
    #expect(other.spend == plan.spend && other.exposure == plan.exposure)
    let single = try self.plan(
      Self.head + "\(Self.week(0)),south,1,2,3,4\n\(Self.week(0)),north,5,6,7,8\n")
    #expect(single.count == 1 && single.spend == [[7, 3], [5, 1]])
  }

  @Test("without exposure buys what the last year's money bought, and holds controls as told")
  func filled() throws {
    let text =
      "week,geo,tv,search\n\(Self.week(0)),north,12,6\n\(Self.week(0)),south,24,6\n"
    #expect(try problems(text).contains("price is not in the plan"))
    #expect(try problems(text).contains("--hold-controls"))
    let last = try plan(text) { $0.forecast = .init(plan: "", holdControls: .last) }
    #expect(last.controlValues == [[79, 79]])
    // Money of 10 to 13 bought 1000 to 1300 contacts in each geo.
    #expect(abs(last.exposure[1][0] - 1200) < 1e-9 && abs(last.exposure[1][1] - 2400) < 1e-9)
    let mean = try plan(text) { $0.forecast = .init(plan: "", holdControls: .mean) }
    #expect(abs(mean.controlValues[0][0] - 53.5) < 1e-9)
    let seasonal = try plan(text) { $0.forecast = .init(plan: "", holdControls: .seasonal) }
    #expect(seasonal.controlValues == [[28, 28]])
  }

  @Test("that does not follow the data is refused with the place and the remedy")
  func refusals() throws {
    func text(_ old: String, _ new: String) -> String { Self.good.replacing(old, with: new) }
    let overlap = try problems(text(Self.week(0), Self.week(-1)))
    #expect(overlap.contains("is in the data already") && overlap.contains(Self.week(0)))
    #expect(try problems(text(Self.week(1), Self.week(9))).contains("without a gap"))
    #expect(try problems(text(Self.week(1), Self.week(2))).contains("no row for north"))
    #expect(try problems(text("search", "radio")).contains("write 0 where nothing"))
    #expect(try problems(text(",13,", ",-13,")).contains("is negative"))
    #expect(try problems(text("south", "west")).contains("\"west\" is not in the data"))
    #expect(
      try problems(text("\(Self.week(1)),south,10,800,4,84\n", "")).contains("no row for south"))
    #expect(
      try problems(text("\(Self.week(1)),south", "\(Self.week(0)),south")).contains(
        "stands here and in line"))
    let outcome = Self.good.replacing("price\n", with: "sales\n")
    #expect(try problems(outcome).contains("the plan has an outcome"))
  }

  @Test("goes on in days, months, quarters and numbers")
  func axes() throws {
    func next(_ points: [TimePoint]) throws -> [String] {
      let axis = try TimeAxis(points, source: "t", column: "t")
      let longer = axis.continued(by: 2)
      #expect(longer.labels.prefix(axis.count) == axis.labels[...])
      #expect(longer.dropFirst(axis.count).labels == Array(longer.labels.suffix(2)))
      return Array(longer.labels.suffix(2)) + [longer.lastDays.last ?? ""]
    }
    let months = (10...12).compactMap { TimePoint(year: 2023, month: $0) }
    #expect(try next(months) == ["2024-01-01", "2024-02-01", "2024-02-29"])
    let quarters = [1, 4, 7].compactMap { CivilDate(year: 2023, month: $0, day: 1) }
    #expect(
      try next(quarters.map { TimePoint($0) }) == ["2023-10-01", "2024-01-01", "2024-03-31"])
    let ends = [(10, 31), (11, 30), (12, 31)].compactMap {
      CivilDate(year: 2023, month: $0.0, day: $0.1)
    }
    #expect(try next(ends.map { TimePoint($0) }) == ["2024-01-01", "2024-02-01", "2024-02-29"])
    #expect(try next([3, 5, 7].map { TimePoint(integer: $0) }) == ["9", "11", "11"])
    let days = [1, 2].compactMap { CivilDate(year: 2024, month: 2, day: $0 + 26) }
    #expect(try next(days.map { TimePoint($0) }) == ["2024-02-29", "2024-03-01", "2024-03-01"])
  }
}
