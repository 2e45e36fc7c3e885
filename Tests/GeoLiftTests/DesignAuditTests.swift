import GeoLift
import LinearAlgebra
import Testing

@Suite("The A/A audit of a design") struct DesignAuditTests {
  @Test("fails more than three errors above the level, counting windows side by side") func bar() {
    func verdict(_ found: Int, windows: Int = 40, disjoint: Int = 9, p: Double = 0.01)
      -> DesignAudit.Verdict
    {
      DesignAudit(
        found: found, windows: windows, disjoint: disjoint, smallestP: p, alpha: 0.1
      ).verdict
    }
    // 0.1 + 3 (0.09 / 9)^½ = 0.4
    #expect(verdict(16) == .passed && verdict(17) == .failed)
    #expect(verdict(40, disjoint: 4) == .cannotTell)
    #expect(verdict(0, p: 0.2) == .cannotTell)
    #expect(verdict(0, windows: 0) == .cannotTell)
  }

  @Test("passes where residuals are noise, and is made of the best designs") func noise()
    async throws
  {
    let found = try await design(designPanel(periods: 120), designOptions { $0.alpha = 0.1 })
    let audits = found.plans.prefix(GeoDesign.shown).compactMap(\.audit)
    #expect(audits.count == GeoDesign.shown)
    #expect(audits.count { $0.verdict == .passed } >= GeoDesign.shown - 1)
    #expect(audits.allSatisfy { $0.disjoint == 19 && $0.windows == 40 })
    let mean = audits.compactMap(\.rate).reduce(0, +) / Double(audits.count)
    #expect(mean < 0.15)
  }

  @Test("puts designs that fail behind those that do not") func behind() async throws {
    // Each of four geos jumps up and down by itself for a while: placebo windows look like effects.
    let panel = try designPanel(periods: 120)
    let jumpy = try GeoPanel(
      geos: panel.geos, axis: panel.axis,
      values: Matrix(rows: 10, columns: 120) { geo, t in
        let block = t / (7 + geo)
        let jump = geo < 4 && block % 2 == 1 ? 12.0 : 0
        return panel.values[geo, t] + jump
      })
    let found = try await design(
      jumpy,
      designOptions {
        $0.treatedCounts = [1]
        $0.effects = [0, 0.5, 1, 2]
      })
    let verdicts = found.plans.filter { $0.mde != nil }.map { $0.audit?.verdict }
    let firstFailed = verdicts.firstIndex(of: .failed) ?? verdicts.count
    #expect(verdicts[firstFailed...].allSatisfy { $0 == .failed })
  }
}
