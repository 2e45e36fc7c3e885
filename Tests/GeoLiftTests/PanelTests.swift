import GeoLift
import LinearAlgebra
import Tables
import Testing

private let columns = GeoPanel.Columns(geo: "city", time: "day", kpi: "sales")

/// A table of the text of a file.
private func table(_ text: String) throws -> Table {
  try TableReader.read(bytes: Array(text.utf8), source: "panel.csv")
}

private func panel(_ rows: String) throws -> GeoPanel {
  try GeoPanel(table("city,day,sales\n" + rows), columns: columns)
}

private let sound = """
  B,2025-01-02,4
  A,2025-01-01,1
  A,2025-01-03,3
  B,2025-01-01,5
  A,2025-01-02,2
  B,2025-01-03,-6
  C,2025-01-01,7
  C,2025-01-02,7
  C,2025-01-03,7

  """

@Suite("Geo panels") struct PanelTests {
  @Test("rows in any order make the same panel, in canonical order") func order() throws {
    let made = try panel(sound)
    #expect(made.geos == ["A", "B", "C"])
    #expect(made.axis.labels == ["2025-01-01", "2025-01-02", "2025-01-03"])
    #expect(made.values == (try Matrix(rows: [[1, 2, 3], [5, 4, -6], [7, 7, 7]])))
    #expect(made.negativeCount == 1)
    #expect(made.constantGeos == ["C"])
    let reversed = sound.split(separator: "\n").reversed().joined(separator: "\n")
    #expect(try panel(reversed).values == made.values)
  }

  @Test("a file in the German locale is read") func german() throws {
    let text =
      "city;day;sales\nA;01.02.2025;1.234,5\nA;02.02.2025;2,5\nB;01.02.2025;3\n"
      + "B;02.02.2025;4\n"
    let made = try GeoPanel(table(text), columns: columns)
    #expect(made.values == (try Matrix(rows: [[1234.5, 2.5], [3, 4]])))
  }

  @Test("a geo without all periods is refused and named") func unbalanced() throws {
    let text = sound.replacing("B,2025-01-02,4\n", with: "")
    let error = #expect(throws: GeoLiftError.self) { try panel(text) }
    #expect(error?.description.contains("'B' lacks 1 of 3 periods (2025-01-02)") == true)
  }

  @Test(
    "duplicated rows, gaps, empty cells and single geos are refused",
    arguments: [
      (sound + "A,2025-01-01,1\n", "second row for 2025-01-01"),
      ("A,2025-01-01,1\nA,2025-01-02,2\nA,2025-01-04,2\nB,2025-01-01,1\n", "2025-01-03"),
      (sound.replacing("A,2025-01-02,2", with: "A,2025-01-02,"), "the cell is empty"),
      ("A,2025-01-01,1\nA,2025-01-02,2\n", "only one geo"),
      (sound.replacing("A,2025-01-02,2", with: "A,2025-01-02,x"), "'x'"),
    ])
  func refused(rows: String, part: String) throws {
    let error = #expect(throws: (any Error).self) { try panel(rows) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(part))
  }

  @Test("a panel in memory is checked too") func memory() throws {
    let axis = try TimeAxis([1, 2].map(TimePoint.init(integer:)), source: "", column: "t")
    let values = try Matrix(rows: [[1, 2], [3, 4]])
    #expect(try GeoPanel(geos: ["b", "a"], axis: axis, values: values).values.row(0) == [3, 4])
    #expect(throws: GeoLiftError.self) {
      try GeoPanel(geos: ["a", "a"], axis: axis, values: values)
    }
    #expect(throws: GeoLiftError.self) { try GeoPanel(geos: ["a"], axis: axis, values: values) }
    #expect(throws: GeoLiftError.self) {
      try GeoPanel(geos: ["a", "b"], axis: axis, values: Matrix(rows: [[1, .nan], [3, 4]]))
    }
  }
}

@Suite("Tests in a panel") struct GeoTestTests {
  private func experiment(_ test: GeoTest) throws -> GeoExperiment {
    try GeoExperiment(panel(sound), test)
  }

  @Test("geos and window are found by name") func found() throws {
    let found = try experiment(GeoTest(treated: ["B"], start: "2025-01-03"))
    #expect(found.treated == [1] && found.donors == [0, 2] && found.window == 2..<3)
    let without = try experiment(
      GeoTest(treated: ["B"], excluded: ["C"], start: "2025-01-03", end: "2025-01-03"))
    #expect(without.donors == [0])
  }

  @Test(
    "what does not fit the panel is refused",
    arguments: [
      (GeoTest(treated: [], start: "2025-01-03"), "No geo is treated"),
      (GeoTest(treated: ["D"], start: "2025-01-03"), "no geo 'D'"),
      (GeoTest(treated: ["A", "A"], start: "2025-01-03"), "twice"),
      (GeoTest(treated: ["A"], excluded: ["A"], start: "2025-01-03"), "treated and excluded"),
      (GeoTest(treated: ["A", "B", "C"], start: "2025-01-03"), "No geo is left"),
      (GeoTest(treated: ["A"], start: "2025-02-03"), "no period of the panel"),
      (GeoTest(treated: ["A"], start: "2025-01-03", end: "2025-03-01"), "no period of the panel"),
      (GeoTest(treated: ["A"], start: "2025-01-03", end: "2025-01-02"), "before it starts"),
      (GeoTest(treated: ["A"], start: "2025-01-02"), "periods lie before"),
      (GeoTest(treated: ["C"], start: "2025-01-03"), "never changes before"),
      (GeoTest(treated: ["A"], excluded: ["B"], start: "2025-01-03"), "No donor's value changes"),
    ])
  func refused(test: GeoTest, part: String) throws {
    let error = #expect(throws: GeoLiftError.self) { try experiment(test) }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }
}
