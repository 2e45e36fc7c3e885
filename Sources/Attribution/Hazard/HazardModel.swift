import Foundation
import LinearAlgebra
import Probability

/// A time-aware model of conversion: the discrete-time hazard of `HazardLikelihood`, with credit by
/// path-level counterfactuals (`HazardCounterfactual`).
///
/// The half-life of the channels' stocks is the one of a grid that predicts held-out journeys best.
/// At most 200,000 distinct journeys are fitted; of more, each is taken by a draw of its own from a
/// stream of the seed. Every converting journey is credited.
///
/// Replicates move the coefficients by one Newton step from the full sample's (the information is kept,
/// and journeys weigh as their path's counts do), and then credit every journey anew: intervals hold the
/// uncertainty of the coefficients to first order, but not that of the half-life.
package struct HazardModel: Sendable {
  /// The half-lives that are tried, in days.
  package static let halfLives: [Double] = [0.5, 1, 2, 4, 7, 14, 30, .infinity]
  /// The penalty λ on every coefficient but the intercept: that of a normal prior with deviation 1 for a
  /// log odds ratio a touch.
  package static let penalty = 1.0
  /// The most distinct journeys that are fitted.
  package static let journeyLimit = 200_000
  /// The most distinct journeys on which half-lives are compared.
  static let selectionLimit = 40_000

  /// The half-life of the channels' stocks, in days.
  package let halfLifeDays: Double
  /// The held-out log likelihood a journey of each half-life of the grid; empty if it was given.
  package let halfLifeScores: [Double]
  /// What was fitted: the intercept, the log of the touch number, and the channels.
  package let coefficients: [Coefficient]
  /// How many distinct journeys there are, and how many of them were fitted.
  package let distinctJourneys: (all: Int, fitted: Int)

  let channels: [String]
  let timed: TimedJourneys
  /// The journeys that were fitted.
  let likelihood: HazardLikelihood
  /// Which journeys were fitted.
  let fitted: [Int]
  let fit: HazardFit

  /// One coefficient.
  package struct Coefficient: Sendable, Equatable {
    /// What it belongs to.
    package enum Term: Sendable, Equatable {
      case intercept
      /// The logarithm of the touch's number in its journey.
      case logTouchNumber
      /// The stock of a channel's touches, by rank.
      case channel(Int)
    }

    /// What it belongs to.
    package let term: Term
    /// The log odds of conversion a unit; for channels, a fresh touch is one unit.
    package let estimate: Double
    /// Its standard error, from the inverse of the penalised information.
    package let standardError: Double
    /// The odds ratio a unit.
    package var oddsRatio: Double { exp(estimate) }
  }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - timed: all journeys with their times.
  ///   - channels: the channels' names by rank.
  ///   - options: seed of the thinning.
  ///   - halfLifeDays: the half-life, or nil to choose it.
  /// - Throws: `refused` unless there are journeys with and without conversion, or if the fit fails;
  ///   `badOptions` if the half-life is not positive.
  package init(
    timed: TimedJourneys, channels: [String], options: AttributionOptions,
    halfLifeDays: Double? = nil
  ) throws(AttributionError) {
    if let halfLifeDays, !(halfLifeDays > 0) {
      throw .badOptions("The half-life is \(halfLifeDays) days; give a positive number.")
    }
    let fitted = Self.thinned(timed.count, to: Self.journeyLimit, seed: options.seed)
    let journeys = HazardJourneys(timed, channelCount: channels.count, chosen: fitted)
    guard journeys.converting.contains(where: { $0 > 0 }),
      journeys.nulls.contains(where: { $0 > 0 })
    else { throw .hazardWithoutOutcomes }
    var start: [Double]?
    if let halfLifeDays {
      self.halfLifeDays = halfLifeDays
      halfLifeScores = []
    } else {
      let chosen = Self.thinned(timed.count, to: Self.selectionLimit, seed: options.seed)
      let sample = HazardJourneys(timed, channelCount: channels.count, chosen: chosen)
      let choice = try HalfLifeChoice(sample, seed: options.seed)
      self.halfLifeDays = choice.days
      halfLifeScores = choice.scores
      start = choice.coefficients
    }
    likelihood = HazardLikelihood(
      journeys, halfLifeDays: self.halfLifeDays, penalty: Self.penalty)
    fit = try HazardFit(likelihood, journeys.weights, from: start)
    coefficients = Self.coefficients(fit)
    distinctJourneys = (timed.count, fitted.count)
    self.channels = channels
    self.timed = timed
    self.fitted = fitted
  }

  private static func coefficients(_ fit: HazardFit) -> [Coefficient] {
    let variances = fit.information.inverse.diagonal
    return fit.coefficients.indices.map { j in
      let term: Coefficient.Term =
        switch j {
        case 0: .intercept
        case 1: .logTouchNumber
        default: .channel(j - HazardLikelihood.common)
        }
      return Coefficient(
        term: term, estimate: fit.coefficients[j], standardError: variances[j].squareRoot())
    }
  }

  /// Chooses about `limit` of `count` journeys, each by the first number of a substream of its own.
  package static func thinned(_ count: Int, to limit: Int, seed: UInt64) -> [Int] {
    if count <= limit { return Array(0..<count) }
    let source = RandomStream(seed: seed, stream: 0x4841_5A31)
    let share = Double(limit) / Double(count)
    return (0..<count).filter {
      var draw = source.substream(UInt64($0))
      return draw.uniform() < share
    }
  }
}
