import Experiments
import Foundation
import Liftwerk
import Testing

@Suite("init on A/B tests")
struct ExperimentInitializerTests {
  private func project(_ text: String) throws -> (project: Project, text: String) {
    let path = NSTemporaryDirectory() + "liftwerk-arms-" + UUID().uuidString + ".csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    let output = try Initializer(exports: [path]).output()
    return (try ProjectFile(text: output.text, path: "liftwerk.yaml").project, output.text)
  }

  @Test("finds arms, control, outcomes and what was known before")
  func shop() throws {
    let rows = (0..<300).map {
      "c\($0),\(["No E-Mail", "Mens E-Mail", "Womens E-Mail"][$0 % 3]),\($0 % 12),\($0).5,\($0 % 2),\($0 % 7)"
    }
    let head = "customer,segment,recency,history,visit,spend\n"
    let found = try project(head + rows.joined(separator: "\n") + "\n")
    let options = try #require(found.project.experiment?.analyze)
    #expect(options.arm == "segment" && options.control == "No E-Mail")
    #expect(options.metrics.map(\.name) == ["visit", "spend"] && options.unit == "customer")
    #expect(found.text.contains("# covariate: recency"))
    #expect(found.project.mediaMix == nil && found.project.attribution == nil)
  }

  @Test("says where the control is a guess, and takes no weekly panel for a test")
  func doubts() throws {
    let rows = (0..<200).map { "\($0 % 2 == 0 ? "blue" : "green"),\($0 % 3 == 0 ? 1 : 0)" }
    let found = try project("variant,converted\n" + rows.joined(separator: "\n") + "\n")
    #expect(found.project.experiment?.analyze?.control == "blue")
    #expect(found.text.contains("guess: the arms are blue, green"))
    let weeks = (0..<120).map {
      let (year, week) = (2023 + $0 / 52, $0 % 52 + 1)
      return
        "\(year)-W\(week < 10 ? "0" : "")\(week),\(100 + $0 * 37 % 50),\(1_000 + $0 * 91 % 300)"
    }
    let panel = try project("week,tv_spend,revenue\n" + weeks.joined(separator: "\n") + "\n")
    #expect(panel.project.mediaMix != nil && panel.project.experiment == nil)
  }
}
