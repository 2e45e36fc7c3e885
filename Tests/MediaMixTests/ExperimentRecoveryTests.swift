import Interchange
import MediaMix
import TestSupport
import Testing

/// Experiments narrow what they are about and bring it nearer to the truth; an experiment on the
/// panel itself counts once where its cells are masked, and twice where they are kept.
struct ExperimentRecoveryTests {
  static let quickCount = 24

  @Test("lift tests narrow ROI and adstock of a channel that data say little about, quick group")
  func narrows() async throws {
    let outcome = try await ExperimentStudy.national.quick.judge(count: Self.quickCount, seed: 501)
    #expect(outcome.smallest >= 1e-3, "\(outcome)")
    #expect(outcome.logWidthRatio("roi.1") < -0.2, "\(outcome)")
    #expect(outcome.logWidthRatio("alpha.1") < 0, "\(outcome)")
  }

  @Test("kept cells of a test on the panel make it count twice, quick group")
  func countsTwice() async throws {
    let masked = try await ExperimentStudy.panel(.mask).quick.judge(
      count: Self.quickCount, seed: 502)
    let kept = try await ExperimentStudy.panel(.keep).quick.judge(
      count: Self.quickCount, seed: 502)
    #expect(masked.smallest >= 1e-3, "\(masked)")
    #expect(kept.logWidthRatio("roi.1") < -0.1, "\(kept)")
    #expect(kept.logWidthRatio("roi.1") < masked.logWidthRatio("roi.1"), "\(masked), \(kept)")
  }
}

extension ExperimentStudy {
  /// With chains that are long enough for intervals.
  fileprivate var quick: ExperimentStudy { sampled(chains: 2, warmup: 150, draws: .count(250)) }

  func sampled(
    chains: Int, warmup: Int, draws: MediaMixOptions.Sampler.Draws
  ) -> ExperimentStudy {
    var study = self
    let options = replications.options
    study.replications.options = {
      options(&$0)
      ($0.sampler.chains, $0.sampler.warmup, $0.sampler.draws) = (chains, warmup, draws)
    }
    return study
  }
}
