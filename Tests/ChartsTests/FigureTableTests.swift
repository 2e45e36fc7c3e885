import Charts
import Findings
import Testing

@Suite("The data of a figure")
struct FigureTableTests {
  @Test("columns are named by the marks that show them, numbers follow the axes") func table() {
    let table = FigureTable(Gallery.points, .en)
    #expect(
      table.headings.map(\.text) == [
        "Revenue", "TV (€ per €)", "TV, from (€ per €)", "TV, to (€ per €)",
      ])
    #expect(table.rows.first == ["€100,000", "3", "2", "4"])
    #expect(table.rows.count == 4)
  }

  @Test("gaps are dashes and columns without a mark are left out") func gaps() {
    let figure = MiniFigure.make([
      .init(.line, role: .model, label: Phrase("Model"), x: "x", y: "gap")
    ])
    let table = FigureTable(figure, .de)
    #expect(table.headings.map(\.text) == ["x", "Model"])
    #expect(table.rows[2] == ["2", "–"])
  }
}
