import Foundation
import Testing

@Suite("A command that fails")
struct FailureTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs a command that must fail: nothing on standard output, and no output made.
  private func fail(
    _ arguments: [String], code: Int32, saying texts: String...,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = folder.entries()
    let outcome = try Program.run(arguments, in: folder)
    #expect(outcome.code == code, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    for text in texts {
      #expect(outcome.errors.contains(text), "\(outcome.errors)", sourceLocation: location)
    }
    #expect(folder.entries() == before, sourceLocation: location)
  }

  @Test(
    "was called wrongly, and says so with code 64",
    arguments: [
      ["fly"], ["run", "--sped"], ["mmm", "fit", "weekly.csv"], ["mmm", "fit", "--time", "week"],
      ["run", "--threads", "0"], ["run", "--level", "1.5"], ["run", "--currency", "euro"],
      ["mmm", "fit", "weekly.csv", "--time", "week", "--kpi", "revenue", "--media", "tv"],
      ["run", "--seed", "-1"], ["run", "--format", "xml"], ["init"],
    ])
  func usage(arguments: [String]) throws { try fail(arguments, code: 64) }

  @Test("misses its files, code 66")
  func missing() throws {
    try fail(["run"], code: 66, saying: "liftwerk.yaml", "liftwerk init")
    try fail(["run", "--quiet", "--project", "other.yaml"], code: 66, saying: "other.yaml")
    try fail(["init", "nowhere.csv"], code: 66, saying: "nowhere.csv")
    try fail(["runs", "show", "nowhere"], code: 66, saying: "nowhere")
    try fail(["runs", "verify", "nowhere"], code: 66, saying: "nowhere")
  }

  @Test("finds a misspelt key in the project file, with line, path and the nearest key, code 78")
  func misspelt() throws {
    try folder.write(
      """
      project: spring
      data:
        weekly: {path: weekly.csv, time: week}
      media_mix:
        target: {column: revenue}
        channels:
          tv: {sped: tv_spend}
      """, to: "liftwerk.yaml")
    try fail(
      ["run"], code: 78, saying: "liftwerk.yaml:7", "media_mix.channels.tv.sped",
      "did you mean \"spend\"")
  }

  @Test(
    "cannot read the project file, code 78",
    arguments: [
      "", "project: [", "project: a\nproject: b", "- a\n- b", "project: spring",
      "project: spring\nmedia_mix: {target: {column: revenue}, channels: {tv: {spend: a}}}",
      "project: spring\ncurrency: Euro",
    ])
  func badProject(text: String) throws {
    try folder.write(text, to: "liftwerk.yaml")
    try fail(["run"], code: 78, saying: "liftwerk: ")
  }

  @Test("is refused the data, code 65, and told the column")
  func refused() throws {
    try fail(
      ["mmm", "fit", "weekly.csv", "--time", "week", "--kpi", "revenu", "--media", "tv=tv_spend"],
      code: 65, saying: "weekly.csv", "revenu", "revenue")
    try folder.write("a,b\n1,2\n3\n", to: "broken.csv")
    try fail(["init", "broken.csv"], code: 65, saying: "broken.csv")
  }

  @Test("does not replace a project file unless forced, code 73")
  func initTwice() throws {
    try folder.write("project: mine\n", to: "liftwerk.yaml")
    try fail(["init", "weekly.csv"], code: 73, saying: "--force")
    #expect(folder.text("liftwerk.yaml") == "project: mine\n")
    let forced = try Program.run(["init", "weekly.csv", "--force"], in: folder)
    #expect(forced.code == 0)
    #expect(folder.text("liftwerk.yaml")?.contains("tv_impressions") == true)
  }

  @Test(
    "may not write where --out says, code 73",
    arguments: ["/proc/liftwerk", "weekly.csv", "weekly.csv/run", "."])
  func unwritable(place: String) throws {
    try fail(Program.quickFit() + ["--out", place], code: 73, saying: "--out")
  }

  @Test("cannot write its answer, code 74")
  func fullStandardOutput() throws {
    let outcome = try Program.run(
      "/bin/sh", ["-c", "exec '\(Program.path)' runs list >/dev/full"], in: folder)
    #expect(outcome.code == 74 && outcome.errors.contains("standard output"))
  }
}
