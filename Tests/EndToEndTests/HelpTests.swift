import Foundation
import Testing

@Suite("Help")
struct HelpTests {
  static let commands: [[String]] = [
    [], ["demo"], ["init"], ["check"], ["run"], ["mmm"], ["mmm", "fit"], ["mmm", "compare"],
    ["mmm", "predict"], ["mmm", "next-experiment"], ["attribution"], ["attribution", "run"],
    ["attribution", "compare"], ["geo"], ["geo", "design"], ["geo", "analyze"],
    ["experiment"], ["experiment", "plan"], ["experiment", "analyze"], ["experiment", "uplift"],
    ["budget"], ["budget", "optimize"], ["budget", "scenario"],
    ["bandit"], ["bandit", "simulate"], ["bandit", "decide"], ["bandit", "learn"],
    ["bandit", "evaluate"], ["bandit", "promote"], ["bandit", "export"], ["bandit", "serve"],
    ["bandit", "stop"], ["bandit", "resume"],
    ["simulate"], ["runs"],
    ["runs", "list"], ["runs", "show"], ["runs", "verify"],
    ["report"], ["report", "write"], ["report", "ask"], ["report", "verify"],
    ["report", "evaluate"], ["report", "agreement"],
    ["knowledge"], ["knowledge", "add"], ["knowledge", "search"], ["knowledge", "list"],
    ["knowledge", "remove"], ["knowledge", "evaluate"], ["models"], ["models", "add"],
    ["models", "list"],
  ]

  @Test("reads as recorded", arguments: commands)
  func snapshot(command: [String]) throws {
    let outcome = try Program.run(command + ["--help"], in: TemporaryFolder())
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    let name = "help/\((["liftwerk"] + command).joined(separator: "-")).txt"
    if ProcessInfo.processInfo.environment["LIFTWERK_RECORD"] == "1" {
      let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/\(name)")
      try FileManager.default.createDirectory(
        at: source.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(outcome.output.utf8).write(to: source)
      return
    }
    #expect(outcome.output == (try String(contentsOfFile: Program.fixture(name), encoding: .utf8)))
  }

  @Test("has examples wherever there is something to run")
  func examples() throws {
    let folder = try TemporaryFolder()
    let groups = [
      "mmm", "attribution", "geo", "experiment", "budget", "bandit", "runs", "report", "knowledge",
      "models",
    ]
    for command in Self.commands
    where !groups.contains(command.joined()) {
      let outcome = try Program.run(command + ["--help"], in: folder)
      #expect(outcome.output.contains("EXAMPLES"), "\(command)")
    }
  }

  @Test("covers three shells' completions", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let outcome = try Program.run(
      ["--generate-completion-script", shell], in: TemporaryFolder())
    #expect(outcome.code == 0 && outcome.output.contains("verify"))
  }

  @Test("the version is the one in the code")
  func version() throws {
    let outcome = try Program.run(["--version"], in: TemporaryFolder())
    #expect(outcome.code == 0)
    #expect(outcome.output.firstMatch(of: /^\d+\.\d+\.\d+\n$/) != nil)
  }
}
