import Foundation
import Testing

@Suite("A run that is stopped")
struct InterruptionTests {
  let folder: TemporaryFolder

  /// Makes an earlier run in `out/run`.
  init() throws {
    folder = try TemporaryFolder()
    let made = try Program.run(
      Program.quickFit(draws: "20") + ["--quiet", "--force", "--out", "out/run"], in: folder)
    try #require(made.code == 0, "\(made.errors)")
  }

  /// Starts a run that would take minutes, and waits until it samples.
  private func start() throws -> Running {
    let running = try Running(
      Program.path, Program.quickFit(draws: "2000000", seed: 5) + ["--out", "out/run"], in: folder)
    try running.waitForErrors(containing: "Fitting")
    return running
  }

  @Test(
    "by Ctrl-C, SIGTERM or a closed terminal ends with 130 and leaves the earlier run alone",
    arguments: [1, 2, 15])
  func interrupted(signal: Int32) throws {
    let before = folder.text("out/run/findings.json")
    let running = try start()
    running.send(signal)
    let outcome = try running.wait()
    #expect(outcome.code == 130 && outcome.output.isEmpty)
    #expect(folder.entries("out") == ["run"])
    #expect(before != nil && folder.text("out/run/findings.json") == before)
  }

  @Test("by kill -9 leaves the earlier run alone, and the next run clears up")
  func killed() throws {
    let before = folder.text("out/run/findings.json")
    let running = try start()
    running.send(9)
    _ = try running.wait()
    #expect(before != nil && folder.text("out/run/findings.json") == before)
    #expect(folder.entries("out").count == 2)
    let next = try Program.run(
      Program.quickFit(draws: "20", seed: 9) + ["--quiet", "--force", "--out", "out/run"],
      in: folder)
    #expect(next.code == 0)
    #expect(folder.entries("out") == ["run"])
    #expect(folder.text("out/run/findings.json") != before)
  }

  @Test("by a limit on file sizes ends with 73 and leaves the earlier run alone")
  func fileSizeLimit() throws {
    let before = folder.text("out/run/findings.json")
    let arguments = Program.quickFit(draws: "20", seed: 7) + ["--quiet", "--force"]
    let command = ([Program.path] + arguments + ["--out", "out/run"])
      .map { "'\($0)'" }.joined(separator: " ")
    let outcome = try Program.run(
      "/bin/sh", ["-c", "ulimit -f 8; exec \(command)"], in: folder)
    #expect(outcome.code == 73 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("ulimit"))
    #expect(folder.entries("out") == ["run"])
    #expect(before != nil && folder.text("out/run/findings.json") == before)
  }

  @Test("by a full disk ends with 73 and leaves the earlier run alone")
  func fullDisk() throws {
    let disk = folder.path + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
    let mounted = try Program.run(
      "/bin/sh", ["-c", "mount -t tmpfs -o size=200k tmpfs '\(disk)' 2>/dev/null"], in: folder)
    guard mounted.code == 0 else {
      print("The test of a full disk is skipped: mounting is not permitted here.")
      return
    }
    defer { _ = try? Program.run("/bin/umount", [disk], in: folder) }
    try folder.write("the disk holds this already", to: "disk/note.txt")
    let outcome = try Program.run(
      Program.quickFit(draws: "20", seed: 7) + ["--quiet", "--force", "--out", "disk/run"],
      in: folder)
    #expect(outcome.code == 73 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("no space"))
    #expect(folder.entries("disk") == ["note.txt"])
  }
}
