import Findings
import Foundation
import MediaMix
import Probability
import Testing

/// The numbers and the forms they are handed on in.
struct ReadinessOutputTests {
  @Test("expected contraction is that of the normal model where the model is one")
  func contractionIsExact() throws {
    // One channel, coefficient prior N(0, 1), fixed shape, no season, a flat baseline: a regression.
    var panel = try SimulatedPanel(regions: 1, weeks: 80, channels: 1)
    panel.controls = []
    panel.controlValues = []
    panel.options.controls = []
    panel.options.baseline = .init(knots: .count(1), fourier: 0)
    let name = panel.channels[0]
    panel.options.channels[name]?.maxLag = 0
    panel.options.channels[name]?.prior.alpha = .init("fixed", [0])
    panel.options.channels[name]?.prior.halfSaturation = .init("fixed", [1])
    panel.options.channels[name]?.prior.coefficient = .init("normal", [0, 1])
    let readiness = try panel.readiness()

    let exposure = panel.exposure[0]
    let positive = exposure.filter { $0 > 0 }.sorted()
    let half = positive.count / 2
    let median =
      positive.count % 2 == 0 ? (positive[half - 1] + positive[half]) / 2 : positive[half]
    let x = exposure.map { $0 / median / ($0 / median + 1) }
    let n = Double(x.count)
    let yMean = panel.kpi.reduce(0, +) / n
    let sd = sqrt(panel.kpi.reduce(0) { $0 + ($1 - yMean) * ($1 - yMean) } / n)
    let y = panel.kpi.map { ($0 - yMean) / sd }
    let xMean = x.reduce(0, +) / n
    let sxx = x.reduce(0) { $0 + ($1 - xMean) * ($1 - xMean) }
    let sxy = zip(x, y).reduce(0) { $0 + ($1.0 - xMean) * $1.1 }
    let variance = (y.reduce(0) { $0 + $1 * $1 } - sxy * sxy / sxx) / (n - 2)
    // Baseline N(0, 5), coefficient N(0, 1): Schur's complement of the posterior precision.
    let (a, b, c) = (
      1 + x.reduce(0) { $0 + $1 * $1 } / variance, xMean * n / variance, 1.0 / 25 + n / variance
    )
    let expected = 1 - 1 / (a - b * b / c)
    let found = try #require(readiness.value("expected_contraction", channel: name))
    // The prior's spread is taken between its 15.87 % and 84.13 % quantiles.
    #expect(abs(found - expected) < 1e-4)
  }

  @Test("more regions and a tighter prior change what data are expected to teach, the right way")
  func contractionMoves() throws {
    let national = try SimulatedPanel(regions: 1)
    let geo = try SimulatedPanel(regions: 8)
    for name in national.channels {
      let few = try #require(try national.readiness().value("expected_contraction", channel: name))
      let many = try #require(try geo.readiness().value("expected_contraction", channel: name))
      #expect((0...1).contains(few) && (0...1).contains(many))
      #expect(many > few)
      var tight = national
      tight.options.channels[name]?.prior.roi = .init("lognormal", [0.2, 0.2])
      let less = try #require(try tight.readiness().value("expected_contraction", channel: name))
      #expect(less < few)
    }
  }

  @Test("the correlation is the textbook's where the baseline is a constant")
  func correlation() throws {
    var panel = try SimulatedPanel(regions: 1, weeks: 50, channels: 2)
    panel.options.baseline = .init(knots: .count(1), fourier: 0)
    let (x, y) = (panel.exposure[0], panel.exposure[1])
    let n = Double(x.count)
    let (mx, my) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for t in x.indices {
      xx += (x[t] - mx) * (x[t] - mx)
      yy += (y[t] - my) * (y[t] - my)
      xy += (x[t] - mx) * (y[t] - my)
    }
    let found = try #require(
      try panel.readiness().value("correlation", channel: panel.channels[0]))
    #expect(abs(found - xy / (xx * yy).squareRoot()) < 1e-12)
  }

  @Test("findings have distinct keys, encode, and carry reason and remedy together")
  func findings() throws {
    var panel = try SimulatedPanel(regions: 3)
    panel.copy(1, to: 2, correlation: 0.99)
    let readiness = try panel.readiness()
    for language in Language.allCases {
      let findings = readiness.findings(language: language)
      #expect(Set(findings.map(\.key)).count == findings.count)
      for finding in findings {
        #expect(finding.id == MediaMixReadiness.findingID && finding.grade == .descriptive)
        #expect(finding.status == .ok && finding.text.hasSuffix("."))
        #expect((finding.reason == nil) == (finding.remedy == nil))
      }
      _ = try FindingsDocument(run: "test", findings: findings).encoded()
      #expect(findings.count { $0.reason != nil } == readiness.warnings.count)
    }
  }

  @Test("sections and figures show only what exists")
  func sections() throws {
    for (regions, channels) in [(1, 1), (3, 4)] {
      let readiness = try SimulatedPanel(regions: regions, channels: channels).readiness()
      let keys = Set(readiness.findings(language: .de).map(\.key))
      let figures = readiness.figures(language: .de)
      #expect(figures.allSatisfy { figure in figure.findings.allSatisfy(keys.contains) })
      let ids = Set(figures.map(\.id))
      for block in readiness.sections().flatMap(\.blocks) {
        switch block {
        case .figure(let id): #expect(ids.contains(id))
        case .table(let grid):
          for row in grid.rows {
            #expect(row.count == grid.columns.count)
            for case .value(let key) in row { #expect(keys.contains(key)) }
          }
        case .note(let note): #expect(!note.text.en.isEmpty && !note.text.de.isEmpty)
        }
      }
      for figure in figures {
        let lengths = Set(figure.columns.map { max($0.numbers.count, $0.texts.count) })
        #expect(lengths.count == 1)
      }
    }
  }

  @Test("geos in another order give the same numbers")
  func order() throws {
    let panel = try SimulatedPanel(regions: 4)
    let first = try panel.readiness().findings(language: .en)
    let second = try panel.readiness().findings(language: .en)
    #expect(first == second)
  }

  @Test(
    "awkward designs give finite numbers", arguments: ["meridian", "two weeks", "normal", "mroi"])
  func awkward(kind: String) throws {
    var panel = try SimulatedPanel(regions: 3, weeks: 30)
    let names = panel.channels
    switch kind {
    case "meridian": panel.options.preset = .meridian
    case "two weeks": panel.options.holdout = .init(last: 28)
    case "normal":
      panel.options.geoEffects = .normal
      for name in names { panel.options.channels[name]?.prior.roi = .init("normal", [0, 2]) }
    default:
      panel.options.sigma = .perGeo
      for name in names { panel.options.channels[name]?.prior.mroi = .init("lognormal", [0, 0.5]) }
      panel.options.channels[names[0]]?.prior = .init()
      panel.options.channels[names[0]]?.prior.roi = .init("fixed", [2])
      panel.options.channels[names[1]]?.prior.slope = .init("lognormal", [0.7, 0.4])
    }
    let findings = try panel.readiness().findings(language: .en)
    #expect(findings.allSatisfy { $0.value?.isFinite == true })
    let contractions = findings.filter { $0.subject["metric"] == "expected_contraction" }
    #expect(contractions.count == (kind == "mroi" ? 3 : 4))
  }
}
