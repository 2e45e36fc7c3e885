import Foundation
import Inference
import TestSupport
import Testing

struct DiagnosticCase: Decodable, CustomTestStringConvertible {
  struct Expected: Decodable {
    let rHat, essBulk, essTail, mcseMean, mcseStandardDeviation: Double?
    let essMedian, mcseMedian, mcseQuantile05: Double?
    let bfmi: [Double?]
  }

  let name: String
  let draws: [[Double?]]
  let expected: Expected

  var table: [[Double]] { draws.map { $0.map { $0 ?? .nan } } }
  var testDescription: String { name }

  static let all: [DiagnosticCase] = {
    guard
      let url = Bundle.module.url(forResource: "Fixtures/diagnostics", withExtension: "json"),
      let data = try? Data(contentsOf: url),
      let cases = try? JSONDecoder().decode([DiagnosticCase].self, from: data)
    else { return [] }
    return cases
  }()
}

/// Equal to 1e-6 relative, both not a number, or both infinite up to the rounding of a zero variance.
private func agrees(_ value: Double, _ expected: Double?) -> Bool {
  guard let expected else { return value.isNaN }
  return isRelativelyClose(value, expected, 1e-6) || value > 1e12 && expected > 1e12
}

@Suite("Diagnostics against ArviZ") struct ArviZTests {
  @Test("the fixture is read") func fixture() {
    #expect(DiagnosticCase.all.count == 21)
  }

  @Test("the summary equals ArviZ's numbers", arguments: DiagnosticCase.all)
  func summary(example: DiagnosticCase) {
    let found = Diagnostics.summary(example.table)
    let expected = example.expected
    #expect(agrees(found.rHat, expected.rHat), "R-hat \(found.rHat)")
    #expect(agrees(found.essBulk, expected.essBulk), "bulk \(found.essBulk)")
    #expect(agrees(found.essTail, expected.essTail), "tail \(found.essTail)")
    #expect(agrees(found.mcseMean, expected.mcseMean), "mean \(found.mcseMean)")
    #expect(
      agrees(found.mcseStandardDeviation, expected.mcseStandardDeviation),
      "sd \(found.mcseStandardDeviation)")
  }

  @Test("quantile diagnostics equal ArviZ's numbers", arguments: DiagnosticCase.all)
  func quantiles(example: DiagnosticCase) {
    let table = example.table
    let diagnostics = Diagnostics(chains: table.count, draws: table[0].count)
    let expected = example.expected
    #expect(agrees(diagnostics.essQuantile(table, probability: 0.5), expected.essMedian))
    #expect(agrees(diagnostics.mcseQuantile(table, probability: 0.5), expected.mcseMedian))
    #expect(agrees(diagnostics.mcseQuantile(table, probability: 0.05), expected.mcseQuantile05))
  }

  @Test("E-BFMI equals ArviZ's numbers", arguments: DiagnosticCase.all)
  func energy(example: DiagnosticCase) {
    for (chain, expected) in zip(example.table, example.expected.bfmi) {
      #expect(agrees(EnergyDiagnostics.bayesianFractionOfMissingInformation(chain), expected))
    }
  }

  @Test("one value used twice gives the same numbers as two")
  func reuse() {
    let tables = DiagnosticCase.all.filter { $0.draws.count == 4 && $0.draws[0].count == 250 }
    let shared = Diagnostics(chains: 4, draws: 250)
    #expect(tables.count == 3)
    for example in tables + tables {
      #expect(shared.summary(example.table) == Diagnostics.summary(example.table))
    }
  }

  @Test("equal values do not vary, whatever the rounding of their mean", arguments: [0.1, 1 / 3.0])
  func constant(value: Double) {
    let found = Diagnostics.summary(Array(repeating: Array(repeating: value, count: 999), count: 3))
    #expect(found.mean == value && found.standardDeviation == 0 && found.mcseMean == 0)
    #expect(found.rHat.isNaN && found.essBulk == 2994)
  }

  @Test("tables of another shape, ragged or empty, have no diagnostics")
  func shapes() {
    #expect(Diagnostics.summary([]).rHat.isNaN)
    #expect(Diagnostics.summary([[1, 2, 3, 4], [1, 2, 3]]).essBulk.isNaN)
    #expect(Diagnostics(chains: 2, draws: 5).summary([[1, 2, 3, 4, 5]]).essTail.isNaN)
    #expect(EnergyDiagnostics.bayesianFractionOfMissingInformation([1]).isNaN)
  }
}
