import Budget
import Probability
import Testing

@Suite("The solver against trying every plan")
struct BruteForceTests {
  @Test("no plan beats the solver's on 900 random cases with S-curves, groups, links, steps")
  func everyCase() {
    var (solved, infeasible, steep) = (0, 0, 0)
    for number in 0..<900 as Range<UInt64> {
      let random = RandomProgram(number)
      let solution = random.program.best()
      let parts = random.program.cells.count > 3 ? 1 : 2
      guard let brute = random.best(parts: parts) else {
        // All data are multiples of a unit, so a plan there is if any is.
        #expect(solution == nil, "case \(number)")
        infeasible += 1
        continue
      }
      guard let solution else {
        Issue.record("case \(number): a plan was missed")
        continue
      }
      solved += 1
      steep += random.isConvex ? 0 : 1
      let size = abs(brute) + 1e-300
      #expect(solution.value >= brute - 1e-9 * size, "case \(number)")
      #expect(solution.gap <= 1e-8 * size, "case \(number): \(solution.gap / size)")
      #expect(keepsRows(random.program, solution.plan), "case \(number)")
      if random.program.cells.allSatisfy({ !$0.isOpen.contains(true) }) {
        #expect(abs(solution.value - brute) <= 1e-9 * size, "case \(number)")
      }
    }
    #expect(solved >= 500 && infeasible > 0 && steep > 100, "\(solved) \(infeasible) \(steep)")
  }

  @Test("plans between the nodes are found: with finer and finer trials the best comes near")
  func betweenNodes() {
    for number in 2000..<2060 as Range<UInt64> {
      let random = RandomProgram(number)
      guard random.program.cells.count == 2, let solution = random.program.best(),
        let brute = random.best(parts: 40)
      else { continue }
      #expect(solution.value >= brute - 1e-9 * abs(brute))
    }
  }

  @Test("units of money and outcome, and the order of channels, change nothing")
  func units() {
    for number in 0..<100 as Range<UInt64> {
      let random = RandomProgram(number)
      guard let solution = random.program.best() else { continue }
      var scaled = random.program
      for j in scaled.cells.indices { scaled.cells[j].y = scaled.cells[j].y.map { $0 * 1e6 } }
      let other = scaled.best()
      #expect(other.map { near($0.plan, solution.plan) } == true, "case \(number)")
      var turned = random.program
      turned.cells.reverse()
      for r in turned.rows.indices { turned.rows[r].weights.reverse() }
      let reversed = turned.best()
      #expect(
        reversed.map { abs($0.value - solution.value) <= 1e-9 * abs(solution.value) } == true)
    }
  }

  @Test("a concave case with plain amounts needs one look")
  func oneLook() {
    for number in 0..<300 as Range<UInt64> {
      let random = RandomProgram(number)
      guard random.isConvex, let solution = random.program.best() else { continue }
      #expect(solution.nodeCount == 1, "case \(number)")
    }
  }

  private func near(_ a: [Double], _ b: [Double]) -> Bool {
    zip(a, b).allSatisfy { abs($0 - $1) <= 1e-7 * (abs($0) + abs($1) + 1e-9) }
  }

  private func keepsRows(_ program: SeparableProgram, _ plan: [Double]) -> Bool {
    let slack = 1e-8 * (plan.reduce(0, +) + 1)
    return program.rows.allSatisfy { row in
      let sum = zip(row.weights, plan).reduce(0) { $0 + $1.0 * $1.1 }
      return sum >= row.lower - slack && sum <= row.upper + slack
    }
  }
}
