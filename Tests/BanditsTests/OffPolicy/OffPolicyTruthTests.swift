import Bandits
import Findings
import Foundation
import Probability
import TestSupport
import Testing

/// How estimates and intervals of many logs of one world compare with the truth.
private struct TruthStudy {
  var estimates: [OffPolicyOptions.Estimator: SampleMoments] = [:]
  var held: [OffPolicyOptions.Estimator: Int] = [:]
  var meanError: [OffPolicyOptions.Estimator: Double] = [:]
  let runs: Int
  let truth: Double

  init(
    _ world: OffPolicyWorld, rows: Int, runs: Int, repeats: Int = 1,
    _ change: (inout OffPolicyOptions) -> Void = { _ in }
  ) async throws {
    self.runs = runs
    truth = world.truth
    for run in 0..<runs {
      let evaluation = try await world.evaluate(
        world.decisions(rows, seed: UInt64(run + 1), repeats: repeats), change)
      for part in evaluation.parts {
        guard let value = part.value else { continue }
        estimates[part.estimator, default: SampleMoments()].add(value.value)
        meanError[part.estimator, default: 0] += value.standardError / Double(runs)
        if let interval = value.interval, interval.lower <= truth, truth <= interval.upper {
          held[part.estimator, default: 0] += 1
        }
      }
    }
  }

  /// How many Monte Carlo errors the mean estimate is from the truth.
  func bias(_ name: OffPolicyOptions.Estimator) -> Double {
    guard let moments = estimates[name] else { return .infinity }
    return (moments.mean - truth)
      / (moments.standardDeviation / Double(runs).squareRoot())
  }

  func deviation(_ name: OffPolicyOptions.Estimator) -> Double {
    estimates[name]?.standardDeviation ?? .infinity
  }

  /// The standardised distance of the coverage of 90 % intervals from 90 %.
  func coverageScore(_ name: OffPolicyOptions.Estimator) -> Double {
    let held = Double(held[name] ?? 0)
    return (held - 0.9 * Double(runs)) / (0.09 * Double(runs)).squareRoot()
  }
}

@Suite("Off-policy estimates against known truth") struct OffPolicyTruthTests {
  @Test("inverse weights and doubly robust estimates are unbiased, and the latter steadier")
  func unbiased() async throws {
    let study = try await TruthStudy(
      OffPolicyWorld(rate: 0.4, seed: 7), rows: 1000, runs: 300)
    #expect(abs(study.bias(.ipw)) < 3.5, "\(study.bias(.ipw))")
    #expect(abs(study.bias(.dr)) < 3.5, "\(study.bias(.dr))")
    #expect(study.deviation(.dr) < 0.9 * study.deviation(.ipw))
    #expect(study.deviation(.snipw) < study.deviation(.ipw))
  }

  @Test(
    "90 % intervals hold the truth, of every kind (quick: 200 logs)",
    arguments: OffPolicyOptions.IntervalKind.allCases)
  func coverage(kind: OffPolicyOptions.IntervalKind) async throws {
    let study = try await TruthStudy(OffPolicyWorld(rate: 0.2, seed: 3), rows: 800, runs: 200) {
      $0.interval = kind
      $0.replicates = 200
    }
    for name in [OffPolicyOptions.Estimator.ipw, .snipw, .dr]
    where kind != .bernstein || name == .ipw {
      let score = study.coverageScore(name)
      #expect(kind == .bernstein ? score > 0 : abs(score) < 3.5, "\(name): \(score)")
    }
  }

  @Test("the interval of the model alone holds the truth where cells are what they are")
  func modelCoverage() async throws {
    let study = try await TruthStudy(OffPolicyWorld(rate: 0.4, seed: 5), rows: 2000, runs: 200) {
      $0.shrinkage = 0
    }
    #expect(abs(study.coverageScore(.dm)) < 3.5, "\(study.coverageScore(.dm))")
  }

  @Test("rewards of both signs are as good as clicks") func signed() async throws {
    var world = try OffPolicyWorld(rate: 0.5, seed: 9)
    world.isBinary = false
    let truth = world.truth - 1
    var (ipw, dr) = (SampleMoments(), SampleMoments())
    for run in 0..<200 {
      let evaluation = try await world.evaluate(world.decisions(500, seed: UInt64(run + 1)))
      ipw.add(try #require(evaluation.estimate(.ipw)).value)
      dr.add(try #require(evaluation.estimate(.dr)).value)
    }
    for moments in [ipw, dr] {
      #expect(abs(moments.mean - truth) < 3.5 * moments.standardDeviation / 200.0.squareRoot())
    }
  }

  @Test("clusters widen intervals as much as their rows repeat each other")
  func clusters() async throws {
    let world = try OffPolicyWorld(rate: 0.3, seed: 4)
    let decisions = world.decisions(4000, seed: 1, repeats: 4)
    let clustered = try await world.evaluate(decisions)
    let single = try await world.evaluate(
      decisions.map {
        var decision = $0
        decision.cluster = nil
        return decision
      })
    let ratio =
      try #require(clustered.estimate(.ipw)).standardError
      / #require(single.estimate(.ipw)).standardError
    #expect(abs(ratio - 2) < 0.01, "\(ratio)")
    #expect(clustered.clusters == 1000 && single.clusters == nil)
  }

  @Test("order of rows changes nothing; bootstrap does not depend on threads")
  func order() async throws {
    let world = try OffPolicyWorld(seed: 2)
    let decisions = world.decisions(1000, seed: 5)
    let first = try await world.evaluate(decisions) { $0.interval = .bootstrap }
    let second = try await world.evaluate(decisions.reversed()) { $0.interval = .bootstrap }
    #expect(first.parts.map(\.value) == second.parts.map(\.value))
    #expect(first.logged == second.logged && first.weights == second.weights)
    let log = try OffPolicyLog(decisions, policy: world.policy)
    var options = OffPolicyWorld.options
    options.interval = .bootstrap
    let parallel = try await OffPolicyEvaluation.run(
      log, policy: world.policy, options: options, threads: 3)
    #expect(parallel.parts.map(\.value) == first.parts.map(\.value))
  }

  @Test(
    "all studies at full size",
    .enabled(if: SlowGroup.isEnabled, "set LIFTWERK_SLOW for the slow group"))
  func slow() async throws {
    let begin = SlowGroup.processorSeconds
    for (name, rate, rows) in [("frequent", 0.2, 2000), ("rare", 0.01, 10_000)] {
      for kind in [OffPolicyOptions.IntervalKind.accelerated, .normal, .bootstrap] {
        let study = try await TruthStudy(
          OffPolicyWorld(actions: 10, rate: rate, seed: 11), rows: rows, runs: 2000
        ) {
          $0.interval = kind
          $0.replicates = 400
        }
        let held = [OffPolicyOptions.Estimator.ipw, .snipw, .dr].map {
          "\($0.rawValue) \(study.held[$0] ?? 0)"
        }
        SlowGroup.log(
          "off-policy coverage, \(name), \(kind.rawValue)",
          seconds: SlowGroup.processorSeconds - begin,
          "held of 2000: \(held.joined(separator: ", "))")
        guard kind != .normal else { continue }
        for estimator in [OffPolicyOptions.Estimator.ipw, .snipw, .dr] {
          #expect(abs(study.coverageScore(estimator)) < 4.5, "\(name) \(estimator)")
          #expect(abs(study.bias(.ipw)) < 4 && abs(study.bias(.dr)) < 4)
        }
      }
    }
  }
}
