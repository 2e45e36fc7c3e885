import Foundation
import MediaMix
import Probability
import TestSupport
import Testing

/// What plain statements about parameters become.
struct PriorStatementTests {
  private func specification(
    _ change: (inout MediaMixOptions.ChannelPrior) -> Void
  ) throws -> MediaMixSpecification {
    var panel = ExperimentPanel()
    panel.options.geoEffects = .normal
    var prior = MediaMixOptions.ChannelPrior()
    change(&prior)
    panel.options.channels["tv"]?.prior = prior
    return try MediaMixSpecification(options: panel.options, data: try panel.data())
  }

  private func refusal(_ change: (inout MediaMixOptions.ChannelPrior) -> Void) -> String {
    do {
      _ = try specification(change)
      return ""
    } catch { return "\(error)" }
  }

  private func read(_ json: String) throws -> PriorSpecification {
    try JSONDecoder().decode(PriorSpecification.self, from: Data(json.utf8))
  }

  @Test("mean and sd of a return are those of the log-normal that it becomes")
  func moments() throws {
    let found = try specification { $0.roi = .statement(.moments(mean: 2, deviation: 1)) }
    let prior = found.terms[1].strengthPrior
    #expect(prior is LogNormal)
    #expect(isClose(prior.mean, 2, 1e-12) && isClose(prior.standardDeviation, 1, 1e-12))
    // sigma² = log(1 + 1/4), mu = log 2 - sigma² / 2.
    guard case .family("lognormal", let numbers)? = found.resolvedPriors["tv.roi"] else {
      Issue.record("no resolved prior")
      return
    }
    #expect(isClose(numbers[0], log(2) - log(1.25) / 2, 1e-12))
    #expect(isClose(numbers[1], sqrt(log(1.25)), 1e-12))
  }

  @Test("mean and sd of a share are those of the beta distribution that it becomes")
  func shareMoments() throws {
    let found = try specification {
      $0.contribution = .statement(.moments(mean: 0.2, deviation: 0.1))
      $0.alpha = .statement(.moments(mean: 0.5, deviation: 0.2))
    }
    for (prior, mean, deviation) in [
      (found.terms[1].strengthPrior, 0.2, 0.1), (found.terms[1].shapes[0], 0.5, 0.2),
    ] {
      #expect(prior is Beta)
      #expect(isClose(prior.mean, mean, 1e-12))
      #expect(isClose(prior.standardDeviation, deviation, 1e-12))
    }
  }

  @Test(
    "the quantiles of what a range becomes are the range",
    arguments: [(1.0, 4.0, 0.9), (0.01, 90, 0.8), (2, 2.0001, 0.5)])
  func range(lower: Double, upper: Double, mass: Double) throws {
    let statement = PriorSpecification.statement(.range(lower: lower, upper: upper, mass: mass))
    let found = try specification {
      $0.mroi = statement
      $0.halfSaturation = statement
      $0.slope = statement
    }.terms[1]
    for prior in [found.strengthPrior, found.shapes[2], found.shapes[3]] {
      #expect(prior is LogNormal)
      #expect(isClose(prior.quantile((1 - mass) / 2), lower, 1e-9))
      #expect(isClose(prior.quantile((1 + mass) / 2), upper, 1e-9))
    }
  }

  @Test(
    "so are those of shares, narrow and wide",
    arguments: [
      (0.1, 0.4, 0.9), (0.02, 0.98, 0.9), (0.5, 0.51, 0.95), (1e-4, 2e-4, 0.5), (0.001, 0.9, 0.9),
      (0.9, 0.999, 0.8),
    ])
  func shareRange(lower: Double, upper: Double, mass: Double) throws {
    let statement = PriorSpecification.statement(.range(lower: lower, upper: upper, mass: mass))
    let found = try specification {
      $0.contribution = statement
      $0.alpha = statement
    }.terms[1]
    for prior in [found.strengthPrior, found.shapes[0]] {
      #expect(prior is Beta)
      #expect(isRelativelyClose(prior.quantile((1 - mass) / 2), lower, 1e-6))
      #expect(isRelativelyClose(prior.quantile((1 + mass) / 2), upper, 1e-6))
    }
  }

  @Test("an effect that may be negative becomes a normal")
  func effects() throws {
    let found = try specification {
      $0.coefficient = .statement(.range(lower: -1, upper: 3, mass: 0.9))
    }.terms[1].strengthPrior
    #expect(found is Normal)
    #expect(isClose(found.quantile(0.05), -1, 1e-9) && isClose(found.quantile(0.95), 3, 1e-9))
  }

  @Test("an earlier return keeps its mean and width, and widens with the weeks since")
  func past() throws {
    func prior(_ weeks: Double) throws -> any UnivariateDistribution {
      try specification {
        $0.roi = .statement(
          .pastReturn(estimate: 2.3, lower: 1.8, upper: 2.9, mass: 0.9, weeksAgo: weeks))
      }.terms[1].strengthPrior
    }
    let (fresh, old) = (try prior(0), try prior(52))
    #expect(isClose(fresh.mean, 2.3, 1e-12) && isClose(old.mean, 2.3, 1e-12))
    func width(_ prior: any UnivariateDistribution) -> Double {
      log(prior.quantile(0.95) / prior.quantile(0.05))
    }
    #expect(isClose(width(fresh), log(2.9 / 1.8), 1e-9))
    // After a year the weight is a half, so the variance doubles.
    #expect(isClose(width(old), log(2.9 / 1.8) * 2.squareRoot(), 1e-9))
  }

  @Test("statements are read as they are written, and written as they are read")
  func forms() throws {
    let forms: [(String, PriorStatement)] = [
      (#"{"mean": 2, "sd": 1}"#, .moments(mean: 2, deviation: 1)),
      (#"{"range": [1, 4]}"#, .range(lower: 1, upper: 4, mass: 0.9)),
      (#"{"range": [1, 4], "mass": 0.8}"#, .range(lower: 1, upper: 4, mass: 0.8)),
      (
        #"{"past_roi": 2.3, "interval": [1.8, 2.9]}"#,
        .pastReturn(estimate: 2.3, lower: 1.8, upper: 2.9, mass: 0.9, weeksAgo: 0)
      ),
      (
        #"{"past_roi": 2.3, "interval": [1.8, 2.9], "mass": 0.5, "weeks_ago": 26}"#,
        .pastReturn(estimate: 2.3, lower: 1.8, upper: 2.9, mass: 0.5, weeksAgo: 26)
      ),
    ]
    for (json, statement) in forms {
      let found = try read(json)
      #expect(found == .statement(statement))
      let again = try JSONDecoder().decode(
        PriorSpecification.self, from: try JSONEncoder().encode(found))
      #expect(again == found)
    }
  }

  @Test(
    "half a statement, or one with a key too many, is refused with the key",
    arguments: [
      (#"{"mean": 2}"#, "sd"), (#"{"sd": 2, "mena": 1}"#, "\"mean\""),
      (#"{"range": [1]}"#, "a lower and an upper"), (#"{"range": [1, 2, 3]}"#, "a lower and an"),
      (#"{"range": [1, 2], "normal": [0, 1]}"#, "\"normal\""),
      (#"{"past_roi": 2}"#, "interval"), (#"{"mass": 0.9}"#, "range"),
      (#"{"mean": "two", "sd": 1}"#, "mean"),
    ])
  func halves(json: String, hint: String) {
    do {
      _ = try read(json)
      Issue.record("accepted")
    } catch { #expect("\(error)".contains(hint), "\(error)") }
  }

  @Test("statements that no distribution meets are refused at their key, with a remedy")
  func impossible() {
    typealias Prior = MediaMixOptions.ChannelPrior
    let cases: [(PriorStatement, WritableKeyPath<Prior, PriorSpecification?>, String)] = [
      (.moments(mean: 2, deviation: 0), \.roi, "positive sd"),
      (.moments(mean: 2, deviation: -1), \.roi, "positive sd"),
      (.moments(mean: -2, deviation: 1), \.roi, "not positive"),
      (.moments(mean: 0.5, deviation: 0.6), \.alpha, "below 0.5"),
      (.moments(mean: 1.5, deviation: 0.1), \.alpha, "between 0 and 1"),
      (.range(lower: 4, upper: 1, mass: 0.9), \.roi, "does not increase"),
      (.range(lower: 1, upper: 1, mass: 0.9), \.roi, "does not increase"),
      (.range(lower: -1, upper: 1, mass: 0.9), \.roi, "not positive"),
      (.range(lower: 0, upper: 1, mass: 0.9), \.contribution, "between 0 and 1"),
      (.range(lower: 1, upper: 2, mass: 1), \.roi, "mass 1.0"),
      (.range(lower: .nan, upper: 2, mass: 0.9), \.roi, "does not increase"),
      (
        .pastReturn(estimate: 3, lower: 1.8, upper: 2.9, mass: 0.9, weeksAgo: 0), \.roi,
        "not inside its interval"
      ),
      (
        .pastReturn(estimate: 2, lower: 1.8, upper: 2.9, mass: 0.9, weeksAgo: -4), \.roi,
        "weeks_ago"
      ),
      (
        .pastReturn(estimate: 2, lower: 1.8, upper: 2.9, mass: 0.9, weeksAgo: 0), \.mroi,
        "statement about roi"
      ),
    ]
    for (statement, key, what) in cases {
      let message = refusal { $0[keyPath: key] = .statement(statement) }
      #expect(message.hasPrefix("media_mix.channels.tv.prior."), "\(statement)")
      #expect(message.contains(what), "\(message)")
    }
  }
}
