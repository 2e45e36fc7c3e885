import Budget
import Foundation
import Interchange
import MediaMix
import Testing

@Suite("A budget by response curves that were fitted elsewhere")
struct CurveBudgetTests {
  private static func number(_ k: Int, _ low: Double, _ high: Double) -> Double {
    // The golden ratio's multiples are spread evenly and repeat nowhere.
    low + (high - low) * (Double(k) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
  }

  /// Two channels over four months, five draws.
  private func file(frequency: Bool, slope: Double) throws -> CurveFile {
    let channels = (0..<2).map { c -> [String: Any] in
      var channel: [String: Any] = [
        "name": "c\(c)", "max_lag": 2,
        "spend": (0..<4).map { Self.number(10 * c + $0, 50, 150) },
        "exposure": (0..<4).map { Self.number(10 * c + $0 + 100, 0.5, 2) },
        "coefficient": (0..<5).map { Self.number(10 * c + $0 + 200, 100, 400) },
        "alpha": (0..<5).map { Self.number(10 * c + $0 + 300, 0.1, 0.8) },
        "ec": (0..<5).map {
          Self.number(10 * c + $0 + 400, frequency ? 2 : 0.5, frequency ? 4 : 2)
        },
        "slope": (0..<5).map { _ in slope },
      ]
      if frequency { channel["frequency"] = (0..<4).map { Self.number(7 * c + $0, 1.2, 2.5) } }
      return channel
    }
    let whole: [String: Any] = [
      "periods": (1...4).map { "2026-0\($0)" }, "outcome_value": 1, "weight": [1, 2, 1, 0.5],
      "carryover": false, "channels": channels,
    ]
    return try CurveFile(JSONSerialization.data(withJSONObject: whole), name: "curves.json")
  }

  /// The mean outcome of multiples of today's plan, from the definitions; frequencies of their own
  /// share the same contacts out among other numbers of people.
  private func outcome(_ file: CurveFile, _ multiples: [Double], _ frequencies: [Double]?) -> Double
  {
    var sum = 0.0
    for (c, channel) in file.channels.enumerated() {
      let exposure = channel.exposure ?? channel.spend
      for d in channel.coefficient.indices {
        let weights = (0...channel.maxLag).map { pow(channel.alpha[d], Double($0)) }
        let all = weights.reduce(0, +)
        func hill(_ x: Double) -> Double {
          guard x > 0 else { return 0 }
          return 1 / (1 + pow(channel.ec[d] / x, channel.slope?[d] ?? 1))
        }
        let inputs = exposure.indices.map { t -> Double in
          guard let own = channel.frequency?[t] else { return multiples[c] * exposure[t] }
          let level = frequencies?[c] ?? own
          return multiples[c] * exposure[t] * own / level * hill(level)
        }
        for t in inputs.indices {
          let carried = (0...min(t, channel.maxLag)).reduce(0.0) {
            $0 + weights[$1] / all * inputs[t - $1]
          }
          sum +=
            channel.coefficient[d] * (file.weight?[t] ?? 1)
            * (channel.frequency == nil ? hill(carried) : carried)
        }
      }
    }
    return sum / 5
  }

  @Test(
    "is the definition's outcome, and no split of a fine grid beats the plan",
    arguments: [1.0, 2.5])
  func split(slope: Double) async throws {
    let file = try file(frequency: false, slope: slope)
    let problem = try await BudgetProblem(
      MediaMixResponse(file), options: BudgetOptions(), threads: 1)
    let today = problem.today
    let best = try problem.optimum()
    func value(_ plan: [Double]) -> Double {
      outcome(file, zip(plan, today).map { $0 / $1 }, nil)
    }
    #expect(abs(problem.outcome(today) / value(today) - 1) < 1e-9)
    let found = value(best.plan)
    for k in 0...600 {
      let first = today[0] * (0.7 + 0.6 * Double(k) / 600)
      let second = problem.todayTotal - first
      guard second >= 0.7 * today[1] && second <= 1.3 * today[1] else { continue }
      #expect(value([first, second]) <= found * (1 + 1e-6))
    }
  }

  @Test("chooses the frequencies that no others of a fine grid beat, by any amounts")
  func frequencies() async throws {
    let file = try file(frequency: true, slope: 2.5)
    let model = MediaMixResponse(file)
    #expect(model.repeatedChannels == ["c0", "c1"])
    let (planned, chosen) = model.choosingFrequencies(["c0": 1...8, "c1": 1...2])
    let frequencies = chosen.map(\.chosen)
    #expect(chosen.allSatisfy { $0.gap < 2e-4 })
    // The first has its best inside the bounds, the second at their end.
    #expect(frequencies[0] > 2 && frequencies[0] < 7 && abs(frequencies[1] - 2) < 1e-9)
    let problem = try await BudgetProblem(
      planned, baseline: model, options: BudgetOptions(), threads: 1)
    let today = problem.today
    #expect(abs(problem.outcome(today) / outcome(file, [1, 1], frequencies) - 1) < 1e-9)
    let plan = try problem.optimum().plan
    let found = outcome(file, zip(plan, today).map { $0 / $1 }, frequencies)
    for k in 0...20 {
      let first = today[0] * (0.7 + 0.6 * Double(k) / 20)
      let second = problem.todayTotal - first
      guard second >= 0.7 * today[1] && second <= 1.3 * today[1] else { continue }
      for a in stride(from: 1.0, through: 8, by: 0.1) {
        for b in stride(from: 1.0, through: 2, by: 0.1) {
          let other = outcome(file, [first / today[0], second / today[1]], [a, b])
          #expect(other <= found * (1 + 3e-4))
        }
      }
    }
    // Today's plan stays what it is today.
    let decision = try await BudgetDecision(problem)
    let now = decision.todayOutcomes.reduce(0, +) / 5
    #expect(abs(now / outcome(file, [1, 1], nil) - 1) < 1e-9)
    let gain = decision.changes.reduce(0, +) / 5
    #expect(abs(gain / (found - now) - 1) < 1e-6)
  }

  @Test(
    "is refused where the file is wrong, with the place",
    arguments: [
      ("[1", "JSON"), ("{}", "periods"), (#"{"periods": ["a"], "chanels": []}"#, "channels"),
      (#"{"periods": ["a"], "channels": []}"#, "no channels"),
      (
        #"{"periods": ["a"], "channels": [{"name": "tv", "spend": [-1], "max_lag": 0, "#
          + #""coefficient": [1], "alpha": [2], "ec": [0]}]}"#, "tv"
      ),
      (
        #"{"periods": ["a"], "channels": [{"name": "tv", "spend": [1], "max_lag": 1, "#
          + #""coefficient": [1], "alpha": [0.5], "ec": [1], "history": [1, 2]}]}"#, "history"
      ),
    ])
  func refused(text: String, part: String) {
    let error = #expect(throws: MediaMixError.self) {
      try CurveFile(Data(text.utf8), name: "curves.json")
    }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("curves.json") == true)
  }
}
