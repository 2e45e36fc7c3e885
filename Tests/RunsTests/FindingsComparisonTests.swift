import Findings
import Runs
import Testing

@Suite("A comparison of findings")
struct FindingsComparisonTests {
  @Test("finds the last bit on the same machine")
  func exact() {
    let first = [SampleRun.finding(1)]
    let same = FindingsComparison(recorded: first, repeated: first, tolerance: .exact)
    #expect(same.differences.isEmpty && same.compared == 1)
    let other = FindingsComparison(
      recorded: first, repeated: [SampleRun.finding(1.0.nextUp)], tolerance: .exact)
    #expect(other.differences.count == 1)
    #expect(other.differences[0].hasPrefix("mmm.roi (channel tv)"))
  }

  @Test("allows Monte Carlo error elsewhere, and no more")
  func monteCarlo() {
    let tolerance = FindingsComparison.Tolerance.monteCarlo(effectiveSampleSize: 400)
    // Width 1 at 90 %: a standard deviation near 0.3, a standard error near 0.015.
    let near = FindingsComparison(
      recorded: [SampleRun.finding(1)], repeated: [SampleRun.finding(1.03)], tolerance: tolerance)
    let far = FindingsComparison(
      recorded: [SampleRun.finding(1)], repeated: [SampleRun.finding(1.2)], tolerance: tolerance)
    #expect(near.differences.isEmpty)
    #expect(far.differences.count == 1)
  }

  @Test("misses findings on either side, and sees a change of status")
  func keys() {
    let comparison = FindingsComparison(
      recorded: [SampleRun.finding(1), SampleRun.finding(2, channel: "radio")],
      repeated: [
        SampleRun.finding(nil, status: .withheld), SampleRun.finding(3, channel: "search"),
      ], tolerance: .exact)
    #expect(comparison.differences.count == 3)
    #expect(comparison.differences[0].contains("is withheld, was ok"))
    #expect(comparison.differences[1].contains("missing"))
    #expect(comparison.differences[2].contains("not in the recorded run"))
  }

  @Test("asks for equality only between machines of one kind")
  func machines() {
    var other = SampleRun.machine
    other.host = "another"
    #expect(
      FindingsComparison.tolerance(recorded: [], on: SampleRun.machine, here: other) == .exact)
    other.blasKernel = "Haswell"
    #expect(
      FindingsComparison.tolerance(recorded: [], on: SampleRun.machine, here: other)
        == .monteCarlo(effectiveSampleSize: 400))
  }
}
