import Foundation
import Testing

@Suite("A fit")
struct FitTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("prints exactly its findings.json, and the folder holds all that belongs to a run")
  func json() throws {
    let outcome = try Program.run(
      Program.quickFit() + ["--out", "run", "--format", "json", "--quiet"], in: folder)
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output == folder.text("run/findings.json"))
    #expect(
      folder.entries("run") == [
        "charts", "claims.json", "draws", "figures.json", "findings.json", "manifest.json",
        "parts.json", "report.html",
        "sections.json", "state", "tables",
      ])
    #expect(folder.entries("run/draws").count == 4)
    #expect(folder.text("run/report.html")?.contains("<svg") == true)
  }

  @Test("without --out goes to runs/, is listed, shown and verified")
  func records() throws {
    let made = try Program.run(Program.quickFit() + ["--quiet"], in: folder)
    #expect(made.code == 0, "\(made.errors)")
    let name = try #require(folder.entries("runs").first)
    #expect(name.wholeMatch(of: /\d{8}T\d{6}Z-mmm-fit-[0-9a-f]{8}/) != nil)
    #expect(made.output.hasSuffix("Report: runs/\(name)/report.html\n"))
    let listed = try Program.run(["runs", "list"], in: folder)
    #expect(listed.output.contains("mmm fit") && listed.output.contains(name))
    let shown = try Program.run(["runs", "show", "runs/\(name)", "--format", "json"], in: folder)
    #expect(shown.output == folder.text("runs/\(name)/findings.json"))
    let verified = try Program.run(
      ["runs", "verify", "runs/\(name)", "--quiet", "--threads", "1"], in: folder)
    #expect(verified.code == 0 && verified.output.contains("verified"), "\(verified.errors)")
  }

  @Test("does not verify once its input or its output has changed: code 3")
  func altered() throws {
    let made = try Program.run(Program.quickFit() + ["--quiet", "--out", "run"], in: folder)
    #expect(made.code == 0)
    let table = try #require(folder.entries("run/tables").first)
    try folder.write("altered", to: "run/tables/\(table)")
    try folder.write((folder.text("weekly.csv") ?? "") + "\n", to: "weekly.csv")
    let verified = try Program.run(["runs", "verify", "run", "--quiet"], in: folder)
    #expect(verified.code == 3 && verified.output.isEmpty)
    #expect(verified.errors.contains(table) && verified.errors.contains("weekly.csv"))
  }

  @Test("is the same to the byte on one thread or two, and with rows and columns permuted")
  func permuted() throws {
    let lines = (folder.text("weekly.csv") ?? "").split(separator: "\n")
    let permuted = ([lines[0]] + lines.dropFirst().reversed()).map { line in
      line.split(separator: ",").reversed().joined(separator: ",")
    }
    let first = try Program.run(
      Program.quickFit() + ["--format", "json", "--quiet", "--threads", "2", "--out", "a"],
      in: folder)
    try folder.write(permuted.joined(separator: "\n") + "\n", to: "weekly.csv")
    let second = try Program.run(
      Program.quickFit() + ["--format", "json", "--quiet", "--threads", "1", "--out", "b"],
      in: folder)
    #expect(first.code == 0 && first.output == second.output)
    let other = try Program.run(
      Program.quickFit(seed: 2) + ["--format", "json", "--quiet", "--out", "c"], in: folder)
    #expect(other.code == 0 && other.output != first.output)
  }

  @Test("with too few draws withholds numbers with code 3, shows them when forced, marked")
  func gate() throws {
    let withheld = try Program.run(
      Program.quickFit(draws: "20") + ["--format", "json", "--quiet", "--out", "a"], in: folder)
    #expect(withheld.code == 3 && withheld.errors.contains("Withheld"))
    #expect(withheld.output.contains("\"withheld\"") && withheld.output.contains("\"remedy\""))
    #expect(withheld.output == folder.text("a/findings.json"))
    let forced = try Program.run(
      Program.quickFit(draws: "20") + ["--format", "json", "--quiet", "--out", "b", "--force"],
      in: folder)
    #expect(forced.code == 0 && forced.output.contains("\"forced\""))
    #expect(folder.text("b/manifest.json")?.contains("\"outcome\" : \"forced\"") == true)
  }

  @Test("from the project file that init wrote, in German")
  func project() throws {
    #expect(try Program.run(["init", "weekly.csv", "--currency", "EUR"], in: folder).code == 0)
    let outcome = try Program.run(
      ["run", "--language", "de", "--out", "run", "--quiet"], in: folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("€"))
    #expect(folder.text("run/report.html")?.contains("lang=\"de\"") == true)
  }
}
