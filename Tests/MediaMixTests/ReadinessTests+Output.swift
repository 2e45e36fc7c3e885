import Findings
import Foundation
import MediaMix
import Probability
import Testing

/// The numbers and the forms they are handed on in.
struct ReadinessOutputTests {
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
        let isPrior = finding.id == "mmm.prior_predictive"
        #expect(isPrior || finding.id == MediaMixReadiness.findingID)
        #expect(finding.grade == (isPrior ? .assumption : .descriptive))
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
        case .prose(let paragraph): #expect(!paragraph.text.isEmpty)
        }
      }
      for figure in figures {
        let lengths = Set(figure.columns.map { max($0.numbers.count, $0.texts.count) })
        #expect(lengths.count == 1)
      }
    }
  }

  @Test("rows, columns and regions in reverse order give the same findings, bit for bit")
  func order() throws {
    let first = try SimulatedPanel(regions: 4).readiness().findings(language: .en)
    let second = try SimulatedPanel(regions: 4, isReversed: true).readiness()
    #expect(first == second.findings(language: .en))
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
