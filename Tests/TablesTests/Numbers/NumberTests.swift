import Foundation
import Tables
import Testing

@Suite("Cells become numbers") struct NumberTests {
  private func read(_ cell: String, _ locale: TableLocale? = nil) throws(TableError) -> Double? {
    try table("x\tother\n\(cell)\ta\n", locale: locale, delimiter: "\t").numbers("x")[0]
  }

  @Test(
    "numbers of every dress are read",
    arguments: [
      ("1204", 1204), ("-5", -5), ("+5", 5), ("\u{2212}5", -5), ("5-", -5), ("(1,204.50)", -1204.5),
      ("1,204.5", 1204.5), ("$172.45", 172.45), ("-$172.45", -172.45), ("$-172.45", -172.45),
      ("172.45 €", 172.45), ("EUR 1,234.56", 1234.56), ("1234.56EUR", 1234.56), ("2.00%", 0.02),
      ("2.5 %", 0.025), ("1'234.5", 1234.5), ("1\u{2019}234.5", 1234.5), ("1 234.5", 1234.5),
      ("1\u{A0}234.5", 1234.5), ("1\u{202F}234.5", 1234.5), ("334723.0", 334723),
      ("0.034714095", 0.034714095), ("1e-3", 0.001), ("1.5E+05", 150_000), (".5", 0.5), ("5.", 5),
      ("1,234,567", 1_234_567), ("12.3456", 12.3456), ("1234.567", 1234.567), ("Fr. 5.20", 5.2),
      ("00123", 123), ("$ 5", 5), ("1.234e2", 123.4), ("0", 0), ("-0.0", 0),
    ])
  func english(cell: String, value: Double) throws {
    #expect(try read(cell) == value)
    #expect(try read(cell, .en) == value)
  }

  @Test(
    "decimal commas are read",
    arguments: [
      ("1.234,5", 1234.5), ("1,5", 1.5), ("1.234.567", 1_234_567), ("0,123", 0.123),
      ("12,3456", 12.3456), ("1 234,56 €", 1234.56), ("2,5 %", 0.025), ("-1.234,56", -1234.56),
      ("1'234,567", 1234.567), ("1,5e3", 1500), ("(2,5)", -2.5), ("kr 1,5", 1.5),
    ])
  func german(cell: String, value: Double) throws {
    #expect(try read(cell) == value)
    #expect(try read(cell, .de) == value)
  }

  @Test(
    "what is no number is refused with its place",
    arguments: [
      "1.2.3", "2.10.2024", "12:30", "abc", "1,2,3", "12,34,567", "--5", "1-2", "1 2", "5%%",
      "1..5", "1.234,5,6", "1,234.5.6", "€", "< 10%", "0x10", "1e", "01.234,5", "5 apples", "$",
      "-",
      ".", "1_000", "01.2025", "1.2345.678", "٣",
    ])
  func noNumber(cell: String) {
    let error = refusal { () throws(TableError) in _ = try read(cell) }
    #expect(error?.code == .notANumber)
    #expect(error?.line == 2 && error?.column == "x" && error?.value == cell)
  }

  @Test(
    "tokens and overflow that are no finite number are refused",
    arguments: [
      "NaN", "nan", "inf", "-inf", "Infinity", "-Infinity", "1e999", "-1e400", "#DIV/0!",
    ])
  func notFinite(cell: String) {
    #expect(refusal { () throws(TableError) in _ = try read(cell) }?.code == .notFinite)
  }

  @Test("underflow is zero or subnormal, not an error") func underflow() throws {
    #expect(try read("1e-400") == 0)
    #expect(try read("4.9e-324") == .leastNonzeroMagnitude)
  }

  @Test("percent and plain numbers do not mix in one column") func mixedPercent() throws {
    let table = try table("a,b\n2%,1\n0.5,2\n")
    let error = refusal { () throws(TableError) in _ = try table.numbers("a") }
    #expect(error?.code == .mixedPercent)
    #expect(error?.line == 3)
    #expect(try table.isPercent("a") && !table.isPercent("b"))
  }

  @Test("zero needs no percent sign") func zeroPercent() throws {
    #expect(try table("a,b\n2%,1\n0,2\n").numbers("a") == [0.02, 0])
  }

  @Test("reading equals strtod bit for bit") func equalsStrtod() throws {
    var generator = Generator(seed: 7)
    var cells: [String] = []
    for _ in 0..<60_000 { cells.append(randomNumber(&generator)) }
    cells += [
      "9007199254740993", "9007199254740992.5", "0.1", "123456789012345678", "1e22", "1e23",
      "1.7976931348623157e308", "2.2250738585072011e-308", "179769313486231570000e288",
      "0.000000000000000000000000000012345", "8.41e21", "9.5367431640625e-7", "5e-324", "1e-22",
      "123456789012345e22", "9007199254740992e22",
    ]
    let table = try table("x\n" + cells.joined(separator: "\n") + "\n", locale: .en)
    let read = try table.numbers("x")
    for (cell, value) in zip(cells, read) {
      #expect(value?.bitPattern == strtod(cell, nil).bitPattern, "\(cell)")
    }
  }

  private func randomNumber(_ generator: inout Generator) -> String {
    var text = generator.below(3) == 0 ? "-" : ""
    switch generator.below(3) {
    case 0:
      // Any double there is, in its shortest form.
      let value = Double(bitPattern: generator.bits())
      return value.isFinite ? "\(value)" : "1"
    case 1:
      for _ in 0...generator.below(22) { text += String(generator.below(10)) }
      text += "." + String(generator.below(1_000_000))
      return text
    default:
      text += "\(1 + generator.below(1 << 40)).\(generator.below(1 << 20))"
      text += "e\(generator.below(60) - 30)"
      return text
    }
  }
}
