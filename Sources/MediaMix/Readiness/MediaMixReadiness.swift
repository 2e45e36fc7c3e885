import Findings
import LinearAlgebra

/// What can be said about a media-mix model before it is fitted: whether the data can answer the
/// question, and what would help.
///
/// Errors make data unusable and are thrown; what is measured here can be fitted, but deserves a
/// look. Everything is judged as the model sees it: on the cells that are fitted, exposures
/// adstocked and saturated at the medians of their priors.
public struct MediaMixReadiness: Sendable {
  /// The id of every finding: its subject holds `metric`, often `channel`, sometimes `parameter`.
  public static let findingID = "mmm.check"

  let items: [ReadinessItem]
  let view: ReadinessView

  /// The checks, those that matter most first.
  private static let checks: [any ReadinessCheck.Type] = [
    PriorPlausibility.self, ExperimentReturns.self, ExperimentNumbers.self, ExperimentMask.self,
    ControlTwins.self, CollinearPairs.self, BaselineOverlap.self,
    ChannelVariation.self, DataPerParameter.self, DesignConditioning.self,
    ExpectedContraction.self, SpendExposureMatch.self, FrequencyGaps.self, OutcomeOutliers.self,
    HoldoutLength.self,
    PopulationGiven.self,
  ]

  /// Checks data and options.
  ///
  /// - Throws: `MediaMixError.refused` listing every option that does not fit the data.
  public init(data: MediaMixData, options: MediaMixOptions) throws(MediaMixError) {
    try self.init(model: MediaMixModel(data: data, options: options))
  }

  /// Checks a model that is resolved already.
  init(model: MediaMixModel) throws(MediaMixError) {
    do {
      let view = try ReadinessView(model)
      items = try Self.checks.flatMap { try $0.items(view) }.filter { $0.value.isFinite }
      self.view = view
    } catch {
      throw .sampling("The check could not be computed: \(error)")
    }
  }

  /// The point at which the model is linearised, and the residual standard deviation there.
  package var medians: MediaMixParameters { view.medians }
  package var residualDeviation: Double { view.residualDeviation }

  /// What the priors say before the data speak.
  var priors: PriorPredictiveReport {
    PriorPredictiveReport(predictive: view.predictive, model: view.model)
  }

  /// What deserves a look, in English, the most important first.
  public var warnings: [MediaMixProblem] {
    items.compactMap { item in
      item.warning.map { MediaMixProblem($0.what.en, at: $0.location, remedy: $0.remedy.en) }
    }
  }
}
