import Foundation
import Interchange
import MediaMix
import Testing

/// How lift tests find their place in a panel, and why they are refused.
struct LiftTestReaderTests {
  private let panel = ExperimentPanel()

  @Test("names and dates become places, whatever their order")
  func places() throws {
    let test = ExperimentPanel.heavyUp {
      $0.channels = ["tv", "search"]
      $0.geos = ["south", "north"]
      $0.measuredTo = "2021-04-18"
    }
    let found = try #require(try panel.specification(test).experiments.first)
    #expect(found.channels == [0, 1])
    #expect(found.geos == [0, 1])
    #expect(found.treatment == 10...13)
    #expect(found.measurement == 10...14)
    #expect(found.spendFactor == 1.25)
    #expect(found.cells == .mask)
    #expect(found.expectedSign == 1)
  }

  @Test("without geos a test is everywhere, and a holdout stops all spend and masks nothing")
  func everywhere() throws {
    let found = try #require(try panel.specification(ExperimentPanel.holdout()).experiments.first)
    #expect(found.geos == [0, 1])
    #expect(found.spendFactor == 0)
    #expect(found.cells == .keep)
    #expect(found.measurement == 10...13)
    #expect(MaskedCells([found], geoCount: 2, timeCount: 104).count == 0)
  }

  @Test("tests come in order of name, and mask their cells once where they overlap")
  func order() throws {
    let late = ExperimentPanel.heavyUp {
      $0.name = "a"
      $0.from = "2021-04-05"
      $0.to = "2021-04-25"
    }
    let tests = try panel.specification(ExperimentPanel.heavyUp(), late).experiments
    #expect(tests.map(\.name) == ["a", "tv-north"])
    // Weeks 10 to 13 and 13 to 15 of one region.
    #expect(MaskedCells(tests, geoCount: 2, timeCount: 104).count == 6)
    #expect(MaskedCells(tests, geoCount: 2, timeCount: 104).isMasked.firstIndex(of: true) == 10)
  }

  @Test(
    "a date inside a week finds the week, and a month its first and last one",
    arguments: [
      ("2021-03-17", "2021-04-09", 10, 13), ("2021-W11", "2021-W14", 10, 13),
      ("2021-03", "2021-04", 8, 16), ("2021-03-15", "2021-03-15", 10, 10),
    ])
  func dates(from: String, to: String, first: Int, last: Int) throws {
    let test = ExperimentPanel.holdout {
      $0.from = from
      $0.to = to
    }
    #expect(try panel.specification(test).experiments.first?.treatment == first...last)
  }

  @Test("as priors, tests leave the likelihood but not the mask")
  func route() throws {
    let specification = try panel.specification(ExperimentPanel.heavyUp(), use: .prior)
    #expect(specification.experiments.isEmpty)
    #expect(specification.priorExperiments.count == 1)
  }

  private static let refusals: [(String, String, @Sendable (inout LiftTest) -> Void)] = [
    ("in no period", ".from: ", { $0.from = "2020-12-31" }),
    ("in no period", ".to: ", { $0.to = "2031-12-31" }),
    ("in no period", ".from: ", { $0.from = "March" }),
    ("in no period", ".measured_to: ", { $0.measuredTo = "" }),
    ("ends (2021-02-01) before it begins", ".to: ", { $0.to = "2021-02-01" }),
    ("before the test ended", ".measured_to: ", { $0.measuredTo = "2021-03-20" }),
    ("Did you mean \"tv\"?", ".channels: ", { $0.channels = ["tvv"] }),
    ("Known are: search, tv.", ".channels: ", { $0.channels = ["newspapers"] }),
    ("the list is empty", ".channels: ", { $0.channels = [] }),
    ("named twice", ".channels: ", { $0.channels = ["tv", "tv"] }),
    ("Did you mean \"north\"?", ".geos: ", { $0.geos = ["nort"] }),
    ("the list is empty", ".geos: ", { $0.geos = [] }),
    ("not positive", ".standard_error: ", { $0.standardError = 0 }),
    ("not positive", ".standard_error: ", { $0.standardError = -1 }),
    ("not positive", ".standard_error: ", { $0.standardError = .nan }),
    ("not positive", ".standard_error: ", { $0.standardError = .infinity }),
    ("no number", ".lift: ", { $0.lift = .nan }),
    ("is missing", ".spend_factor: ", { $0.spendFactor = nil }),
    ("changes nothing", ".spend_factor: ", { $0.spendFactor = 1 }),
    ("kind: go-dark", ".spend_factor: ", { $0.spendFactor = 0 }),
    ("not positive", ".spend_factor: ", { $0.spendFactor = -2 }),
    ("belongs to a go-dark", ".usual_spend: ", { $0.usualSpend = 4 }),
    ("has no name", "experiments: ", { $0.name = " " }),
  ]

  @Test("what does not fit is refused, with place and remedy", arguments: refusals.indices)
  func refused(index: Int) throws {
    let (what, place, change) = Self.refusals[index]
    let message = try panel.refusal(ExperimentPanel.heavyUp(change))
    #expect(message.contains(what) && message.contains(place), "\(message)")
    #expect(message.hasPrefix("media_mix.experiments"))
  }

  @Test("all problems of all tests are told at once")
  func together() throws {
    let message = try panel.refusal(
      ExperimentPanel.heavyUp {
        $0.channels = ["tvv"]
        $0.standardError = 0
        $0.from = "1999-01-01"
      }, ExperimentPanel.holdout { $0.spendFactor = 2 })
    #expect(message.split(separator: "\n").count == 4, "\(message)")
  }

  @Test("two tests of one name, and a file that nobody read, are refused")
  func names() throws {
    let twice = try panel.refusal(ExperimentPanel.heavyUp(), ExperimentPanel.heavyUp())
    #expect(twice.contains("two tests have this name"))
    var options = panel.options
    options.experiments = .init(entries: [.file("experiments.yaml")])
    let data = try panel.data()
    #expect(throws: MediaMixError.self) {
      try MediaMixSpecification(options: options, data: data)
    }
  }

  @Test("a go-dark that is not dark is refused, and the first lit period named")
  func lit() throws {
    var panel = panel
    panel.dark[1] = 10...12
    let message = try panel.refusal(ExperimentPanel.goDark())
    #expect(message.contains("2021-04-05") && message.contains("kind: heavy-up"), "\(message)")
    panel.dark[1] = 10...13
    #expect(try panel.refusal(ExperimentPanel.goDark()) == "")
  }

  @Test("a go-dark after nothing needs usual_spend")
  func unusual() throws {
    var panel = panel
    panel.dark[1] = 2...13
    #expect(try panel.refusal(ExperimentPanel.goDark()).contains("Give usual_spend"))
    let told = ExperimentPanel.goDark { $0.usualSpend = 800 }
    #expect(try panel.specification(told).experiments.first?.usualSpend == 800)
    #expect(try panel.refusal(ExperimentPanel.goDark { $0.usualSpend = 0 }).contains("positive"))
  }

  @Test("a test of a channel that spent nothing is refused")
  func asleep() throws {
    var panel = panel
    panel.dark[1] = 10...13
    for test in [ExperimentPanel.heavyUp(), ExperimentPanel.holdout()] {
      #expect(try panel.refusal(test).contains("no spend on tv"))
    }
  }

  @Test("regions in national data, and held-out periods, are refused")
  func elsewhere() throws {
    var panel = panel
    panel.geos = ["all"]
    #expect(try panel.refusal(ExperimentPanel.heavyUp()).contains("do not tell regions apart"))
    panel.options.holdout = .init(last: 92)
    #expect(try panel.refusal(ExperimentPanel.holdout()).contains("begin at 2021-03-29"))
  }

  @Test("masks that leave a region nothing are refused")
  func masked() throws {
    let message = try panel.refusal(
      ExperimentPanel.heavyUp {
        $0.from = "2021-01-04"
        $0.to = "2022-12-25"
      })
    #expect(message.contains("all but 1 of 104 periods of region north"), "\(message)")
    let kept = ExperimentPanel.heavyUp {
      $0.from = "2021-01-04"
      $0.to = "2022-12-25"
      $0.panelCells = .keep
    }
    #expect(try panel.refusal(kept) == "")
    let most = ExperimentPanel.heavyUp {
      $0.geos = nil
      $0.to = "2022-06-05"
    }
    #expect(try panel.refusal(most).contains("of 208 cells"))
  }
}
