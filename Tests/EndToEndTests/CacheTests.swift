import Foundation
import Testing

@Suite("Fits that are kept")
struct CacheTests {
  let folder: TemporaryFolder
  private var cache: String { folder.path + "/kept" }

  init() throws { folder = try TemporaryFolder() }

  private func fit(
    _ name: String, _ more: [String] = [], cache: String? = nil
  ) throws -> (findings: String?, use: String?) {
    let outcome = try Program.run(
      Program.quickFit(draws: "300") + ["--quiet", "--force", "--out", name] + more, in: folder,
      cache: cache ?? self.cache)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let use = (folder.text("\(name)/manifest.json") ?? "")
      .firstMatch(of: /"media_mix\.fit_cache" : "(\w+)"/)
    return (folder.text("\(name)/findings.json"), (use?.1).map(String.init))
  }

  @Test("give the same bytes as sampling, and serve another language or level")
  func hit() throws {
    let (off, miss, hit) = (try fit("a", cache: "off"), try fit("b"), try fit("c"))
    #expect(off.use == "off" && miss.use == "miss" && hit.use == "hit")
    #expect(off.findings == miss.findings && miss.findings == hit.findings)
    #expect(folder.text("a/draws/chain-1.csv") == folder.text("c/draws/chain-1.csv"))
    #expect(try fit("d", ["--language", "de", "--level", "0.8"]).use == "hit")
    #expect(try fit("e", ["--no-cache"]).use == "off")
    #expect(try fit("f", ["--fourier", "1"]).use == "miss")
    #expect(folder.entries("kept").count == 2)
  }

  @Test("are sampled anew when the file is spoilt")
  func spoilt() throws {
    let first = try fit("a")
    let name = try #require(folder.entries("kept").first)
    try folder.write("spoilt", to: "kept/\(name)")
    let second = try fit("b")
    #expect(second.use == "miss" && second.findings == first.findings)
    #expect(try fit("c").use == "hit")
  }

  @Test("are not used by runs verify")
  func verify() throws {
    _ = try fit("run")
    let name = try #require(folder.entries("kept").first)
    let before = try FileManager.default.attributesOfItem(atPath: "\(cache)/\(name)")
    let verified = try Program.run(["runs", "verify", "run", "--quiet"], in: folder, cache: cache)
    #expect(verified.code == 0 && verified.output.contains("exactly"), "\(verified.errors)")
    let after = try FileManager.default.attributesOfItem(atPath: "\(cache)/\(name)")
    #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
  }

  @Test("that cannot be kept are a notice, no failure")
  func unwritable() throws {
    try folder.write("in the way", to: "file")
    let outcome = try Program.run(
      Program.quickFit(draws: "300") + ["--force", "--out", "run"], in: folder,
      cache: folder.path + "/file/kept")
    #expect(outcome.code == 0 && outcome.errors.contains("could not be kept"))
  }

  @Test("survive two runs at once, and one that is killed")
  func together() throws {
    let arguments = Program.quickFit(draws: "300") + ["--quiet", "--force", "--out"]
    let running = try ["a", "b"].map {
      try Running(Program.path, arguments + [$0], in: folder, cache: cache)
    }
    for one in running { #expect(try one.wait().code == 0) }
    #expect(folder.text("a/findings.json") == folder.text("b/findings.json"))
    let killed = try Running(
      Program.path, Program.quickFit(draws: "2000000", seed: 5) + ["--out", "c"], in: folder,
      cache: cache)
    try killed.waitForErrors(containing: "Fitting")
    killed.send(SIGKILL)
    _ = try killed.wait()
    #expect(folder.entries("kept").count == 1)
    #expect(try fit("d").use == "hit")
  }
}
