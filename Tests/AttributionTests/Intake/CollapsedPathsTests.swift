import Attribution
import Probability
import Tables
import Testing

@Suite("Files of collapsed paths") struct CollapsedPathsTests {
  private let columns = PathColumns(
    path: "path", conversions: "conversions", value: "value", nulls: "nulls")
  private let header = "path,conversions,value,nulls\n"

  private func data(
    _ text: String, _ change: (inout AttributionOptions) -> Void = { _ in }
  ) throws -> AttributionData {
    var options = AttributionOptions()
    change(&options)
    let table = try TableReader.read(bytes: Array(text.utf8), source: "paths.csv")
    return try CollapsedPaths(table, columns: columns).journeys(options)
  }

  private func counted(
    _ text: String, _ change: (inout AttributionOptions) -> Void = { _ in }
  ) throws -> [String: [Int]] {
    Counted(try data(text, change)).paths
  }

  @Test("rows of one path are summed, whatever their order") func sums() throws {
    let rows = [
      "a > b,2,10.50,5\n", "a,0,,7\n", "a > b,1,0.25,\n", "a>b,1,1,1\n", "a  >  b ,3,3,0\n",
    ]
    let expected = [
      "a⟩b": [6, 13_750_000, 5, 0], "a": [0, 0, 7, 0], "a>b": [1, 1_000_000, 1, 0],
    ]
    var random = RandomStream(seed: 2, stream: 1)
    let first = try data(header + rows.joined())
    for _ in 0..<20 {
      let data = try data(header + rows.shuffled(using: &random).joined())
      #expect(Counted(data).paths == expected && data.isSame(as: first))
    }
    #expect(first.intake.journeys == 20 && first.intake.convertingJourneys == 7)
    #expect(first.intake.lengths.first == 9 && first.intake.lengths[1] == 11)
  }

  @Test("touches in a row and direct ones can be left out") func rules() throws {
    let text = header + "a > a > direct > a,1,2,3\ndirect > direct,1,1,1\n"
    #expect(
      try counted(text) { $0.collapse = .repeats } == [
        "a⟩direct⟩a": [1, 2_000_000, 3, 0], "direct": [1, 1_000_000, 1, 0],
      ])
    #expect(
      try counted(text) {
        $0.collapse = .repeats
        $0.direct = .drop
      } == ["a": [1, 2_000_000, 3, 0], "direct": [1, 1_000_000, 1, 0]])
    // Touches are counted in each of a path's journeys: four of the first, two of the second.
    let intake = try data(text) {
      $0.collapse = .repeats
      $0.direct = .drop
    }.intake
    #expect(intake.direct == 4 && intake.collapsed == 10)
    #expect(throws: AttributionError.self) { try counted(text) { $0.lookbackDays = 3 } }
    #expect(throws: AttributionError.self) { try counted(text) { $0.collapse = .sessions } }
  }

  @Test(
    "what is no path, count or value is refused",
    arguments: [
      "a >  > b,1,1,1\n", ",1,1,1\n", "a,-1,1,1\n", "a,1.5,1,1\n", "a,1,-1,1\n", "a,1,x,1\n",
      "a,0,5,1\n", "a,999999999999999,,999999999999999\n", "a,NaN,1,1\n", "a,1e16,1,1\n",
      "a,1,9000000000000,0\nb,1,9000000000000,0\n", "a,1,9000000000000,0\na,1,9000000000000,0\n",
    ])
  func refused(rows: String) {
    #expect(throws: (any Error).self) { try counted(header + rows) }
  }
}
