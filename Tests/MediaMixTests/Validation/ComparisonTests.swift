import Findings
import Foundation
import MediaMix
import Testing

/// Several models of the same data.
@Suite("Comparing models")
struct ComparisonTests {
  private static func grid(
    _ compare: MediaMixOptions.Comparison?, periods: Int = 40,
    _ change: (inout MediaMixOptions) -> Void = { _ in }
  ) throws -> ModelGrid {
    let data = try SmallPanel.data(geos: 1, periods: periods)
    return try ModelGrid(
      data: data,
      options: SmallPanel.options(data) {
        $0.compare = compare
        change(&$0)
      })
  }

  @Test("one change at a time, or every combination; what makes the same model is fitted once")
  func grids() throws {
    let oneByOne = try Self.grid(.init(knots: [.count(3), .count(5)], priorScale: [0.5, 1, 2]))
    #expect(
      oneByOne.entries.map(\.name)
        == ["base", "knots 5", "roi_prior_scale 0.5", "roi_prior_scale 2"])
    let full = try Self.grid(
      .init(knots: [.count(3), .count(5)], adstock: [.geometric, .binomial], mode: .full))
    #expect(full.entries.count == 4)
    #expect(full.entries[0].name == "base")
    #expect(full.entries.map(\.name).contains("knots 5, adstock binomial"))
  }

  @Test("without a choice, knots, families and priors vary") func standard() throws {
    let names = try Self.grid(nil).entries.map(\.name)
    #expect(names.first == "base" && names.contains("adstock binomial"))
    #expect(names.contains("roi_prior_scale 0.5") && names.contains("knots 6"))
  }

  @Test("a prior scaled is the law of so many times the number")
  func scaledPrior() throws {
    let grid = try Self.grid(.init(priorScale: [2])) {
      $0.channels["channel0"]?.prior.roi = .init("lognormal", [0.2, 0.9])
      $0.channels["channel1"]?.prior.contribution = .init("beta", [1, 9])
    }
    let channels = grid.entries.map(\.model.options.channels)
    #expect(channels[1]["channel0"]?.prior.roi == .init("lognormal", [0.2 + log(2), 0.9]))
    #expect(channels[1]["channel1"]?.prior.contribution == .init("beta", [1, 4]))
  }

  @Test(
    "choices that cannot be compared are refused with place and remedy",
    arguments: [
      (MediaMixOptions.Comparison(knots: [.count(4), .count(4)]), "listed twice"),
      (.init(knots: [.count(3)]), "nothing to compare"),
      (.init(adstock: [.geometric]), "nothing to compare"),
      (.init(priorScale: [0]), "no factor"), (.init(priorScale: [-1, 2]), "no factor"),
      (.init(knots: [.count(400)]), "400 knots do not fit"),
      (
        .init(
          knots: (2...12).map { .count($0) }, fourier: [0, 1, 2], adstock: [.geometric, .binomial],
          mode: .full), "more than the 64"
      ),
    ])
  func refusals(_ compare: MediaMixOptions.Comparison, _ words: String) throws {
    let error = #expect(throws: MediaMixError.self) { _ = try Self.grid(compare) }
    guard case .refused(let problems)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problems.contains { $0.what.contains(words) && !$0.remedy.isEmpty }, "\(problems)")
    #expect(problems.allSatisfy { $0.location.hasPrefix("media_mix.compare") })
  }

  private static func summary(_ centre: Double, _ half: Double) -> Summary {
    Summary((0...1000).map { centre + half * (Double($0) / 500 - 1) }, level: 0.9)
  }

  @Test("statements follow channels whatever their order, and say when an answer depends")
  func spreads() {
    let returns: [String: [Summary]] = [
      "firm": [Self.summary(3, 1), Self.summary(3.2, 1)],
      "open": [Self.summary(1, 0.5), Self.summary(1.1, 0.5)],
      "turns": [Self.summary(2, 0.5), Self.summary(0.9, 0.5)],
    ]
    func all(_ channels: [String]) -> [ChannelSpread] {
      ChannelSpread.all(
        channels: channels,
        models: (0..<2).map { k in
          (Phrase("model \(k)"), channels.compactMap { returns[$0]?[k] })
        }, breakEven: 1)
    }
    let names = ["firm", "open", "turns"]
    let spreads = all(names)
    #expect(all(names.reversed()) == spreads.reversed())
    #expect(spreads.map(\.isRobust) == [true, true, false])
    #expect(spreads.map(\.isOpen) == [false, true, false])
    #expect(spreads[0].bestRank == 1 && spreads[0].worstRank == 1)
    #expect(spreads[2].bestRank == 2 && spreads[2].worstRank == 3)
    #expect(spreads[2].above == 1 && spreads[2].below == 0)
    #expect(spreads[2].conclusion.en.hasPrefix("Depends on the specification"))
  }

  private static func compare(
    threads: Int, isForced: Bool = true, draws: Int = 60
  ) async throws -> MediaMixComparison {
    let data = try SmallPanel.data(geos: 1, periods: 40)
    let options = SmallPanel.options(data) {
      $0.compare = .init(knots: [.count(5)], priorScale: [2])
      $0.sampler = .init(chains: 2, warmup: 60, draws: .count(draws))
    }
    return try await MediaMixComparison.run(
      data: data, options: options, threads: threads, isForced: isForced)
  }

  @Test("every model has its measures and returns, the same on one thread and two")
  func findings() async throws {
    let comparison = try await Self.compare(threads: 2)
    let findings = comparison.findings(language: .en)
    #expect(Set(findings.map(\.key)).count == findings.count)
    #expect(findings.allSatisfy { $0.value?.isFinite == true })
    let best = findings.filter { $0.subject["metric"] == "elpd_difference" }.compactMap(\.value)
    #expect(best.count == 3 && best.max() == 0)
    let weights = findings.filter { $0.subject["metric"] == "stacking_share" }.compactMap(\.value)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-9)
    #expect(findings.count { $0.subject["metric"] == "roi" } == 6)
    #expect(findings.count { $0.id == "mmm.compare_spread" } == 14)
    let known = Set(findings.map(\.key))
    for figure in comparison.figures(language: .de) {
      #expect(figure.findings.allSatisfy(known.contains), "\(figure.id)")
      #expect(Set(figure.columns.map { max($0.numbers.count, $0.texts.count) }).count == 1)
    }
    #expect(try await Self.compare(threads: 1).findings(language: .en) == findings)
  }

  @Test("models that fail the gate are listed, and their numbers withheld")
  func withheld() async throws {
    let comparison = try await Self.compare(threads: 2, isForced: false, draws: 20)
    let findings = comparison.findings(language: .en)
    #expect(comparison.gateReasons.count == 3)
    #expect(!findings.isEmpty && findings.allSatisfy { $0.status == .withheld && $0.value == nil })
    #expect(comparison.figures(language: .en).isEmpty && comparison.headline.isEmpty)
    let blocks = comparison.sections().flatMap(\.blocks)
    #expect(
      blocks.contains { block in
        if case .table(let grid) = block {
          grid.id == "mmm.compare" && grid.rows.count == 3
        } else {
          false
        }
      })
  }
}
