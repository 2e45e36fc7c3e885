import Charts
import Findings
import Testing

@Suite("Days and their ticks")
struct TimeTests {
  @Test("day numbers and dates agree over four centuries") func roundTrip() {
    for day in stride(from: -140_000, through: 40_000, by: 37) {
      #expect(CivilDate(dayNumber: day).dayNumber == day)
    }
  }

  @Test("known days") func known() {
    #expect(CivilDate(iso: "1970-01-01")?.dayNumber == 0)
    #expect(CivilDate(iso: "2000-03-01")?.dayNumber == 11_017)
    #expect(CivilDate(iso: "2024-02-29")?.dayNumber == 19_782)
    #expect(CivilDate(iso: "2025-07")?.dayNumber == 20_270)
  }

  @Test(
    "what is no date is refused",
    arguments: [
      "2023-02-29", "2023-13-01", "2023-1-01", "KW 12/2025", "2023", "", "20230101", "２０２３-01-01",
    ])
  func refused(_ text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test("three years get quarters, with the year below the first month of each") func quarters() {
    let ticks = TimeTicks(from: 19_359, to: 20_447, width: 800, language: .en)
    #expect(ticks.values.map(\.label).prefix(5) == ["Apr", "Jul", "Oct", "Jan", "Apr"])
    #expect(ticks.values.compactMap(\.year) == ["2023", "2024", "2025"])
  }

  @Test("German months have German names") func german() {
    let ticks = TimeTicks(from: 20_089, to: 20_440, width: 700, language: .de)
    #expect(ticks.values.map(\.label).contains("Mär"))
    #expect(ticks.values.map(\.label).contains("Okt"))
  }

  @Test("ticks never stand closer than their labels are wide", arguments: [150.0, 300, 800])
  func room(_ width: Double) {
    for span in [1, 5, 20, 80, 100, 400, 1200, 5000, 40_000] {
      let ticks = TimeTicks(from: 18_000, to: 18_000 + span, width: width, language: .en)
      #expect(Double(ticks.values.count) <= width / 38 + 2)
    }
  }
}
