import Foundation
import Testing

@Suite("Attribution of touches that are not as they should be")
struct AttributionFaultTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let header = "user,time,channel,converted,value\n"

  private static let columns = [
    "--user", "user", "--time", "time", "--channel", "channel", "--conversion", "converted",
    "--value", "value",
  ]

  private func run(
    _ file: String = "touches.csv", _ more: [String] = [], models: String = "linear"
  ) throws -> Program.Outcome {
    try Program.run(
      ["attribution", "run", file] + Self.columns + ["--bootstrap", "0", "--models", models]
        + more, in: folder)
  }

  /// Runs on a log that must be refused: nothing on standard output, and no output made.
  private func refuse(
    _ log: String, code: Int32, saying texts: String..., more: [String] = [],
    location: SourceLocation = #_sourceLocation
  ) throws {
    try folder.write(log, to: "touches.csv")
    let before = folder.entries()
    let outcome = try run("touches.csv", ["--out", "report"] + more)
    #expect(outcome.code == code, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    for text in texts {
      #expect(outcome.errors.contains(text), "\(outcome.errors)", sourceLocation: location)
    }
    #expect(folder.entries() == before, sourceLocation: location)
  }

  /// Rows of a log: users with one to three touches, of whom every fourth converts.
  private func rows(_ count: Int) -> [String] {
    (0..<count).map { row in
      let converts = row % 12 == 0
      return "u\(row / 2 * 7919 % (count / 2)),\(1_740_000_000 + row * 1009 % 5_000_000),"
        + "\(["search", "social", "mail", "direct"][row / 3 % 4]),\(converts ? 1 : 0),"
        + "\(converts ? "\(row % 90).25" : "")\n"
    }
  }

  @Test("columns that are missing or misspelt are named, with the nearest, code 65")
  func misspelt() throws {
    try refuse(
      "usr,time,channel,converted,value\nu,1,a,1,2\n", code: 65, saying: "'user'", "'usr'")
    try refuse("user,time\nu,1\n", code: 65, saying: "'channel'")
    try refuse(Self.header + "u,1,a,1,2\n", code: 65, saying: "valu", more: ["--value", "valu"])
  }

  @Test("a warehouse belongs to tables: beside a file its flag is refused and its variable unheard")
  func fileAndWarehouse() throws {
    try folder.write(Self.header + "u,1,a,1,2\nv,1,b,1,2\n", to: "touches.csv")
    let both = try run("touches.csv", ["--source", "adbc:sqlite?uri=shop.db"])
    #expect(both.code == 64 && both.errors.contains("--table"))
    let outcome = try Program.run(
      ["attribution", "run", "touches.csv"] + Self.columns + ["--models", "linear"], in: folder,
      environment: ["LIFTWERK_SOURCE": "adbc:sqlite?uri=shop.db"])
    #expect(outcome.code == 0 && outcome.errors.contains("Reading touches.csv"))
  }

  @Test("what a row says wrong is named with line, column and cell, code 65")
  func badRows() throws {
    let good = Self.header + "u,2025-01-01T10:00:00Z,a,1,2.50\n"
    try refuse("", code: 65, saying: "empty")
    try refuse(Self.header, code: 65, saying: "no touch")
    try refuse(
      good + "u,2025-01-01T10:00:00Z,a,1,NaN\n", code: 65, saying: "line 3", "'value'", "NaN")
    try refuse(
      good + "u,2025-01-01T10:00:00Z,a,1,-2.50\n", code: 65, saying: "line 3", "negative")
    try refuse(good + "u,yesterday,a,1,2\n", code: 65, saying: "line 3", "'time'", "yesterday")
    try refuse(
      good + "u,2025-01-01T10:00:00Z,a,maybe,2\n", code: 65, saying: "line 3", "maybe")
    try refuse(good + "u,2025-01-01 10:00,a,1,2\n", code: 65, saying: "time zone", "line 3")
    try refuse(
      good.replacing("2.50", with: "1.037"), code: 65, saying: "line 2", "--locale")
  }

  @Test("a log that is cut short or missing cannot be read, code 66") func unreadable() throws {
    try refuse(Self.header, code: 65, saying: "no touch")
    let log = Self.header + rows(5000).joined()
    try folder.write(log, to: "whole.csv")
    let packed = try Program.run("/bin/sh", ["-c", "gzip -n whole.csv"], in: folder)
    try #require(packed.code == 0)
    #expect(try run("whole.csv.gz").code == 0)
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/whole.csv.gz"))
    try data.dropLast(100).write(to: URL(fileURLWithPath: folder.path + "/cut.csv.gz"))
    let cut = try run("cut.csv.gz")
    #expect(cut.code == 66 && cut.output.isEmpty && cut.errors.contains("cut short"))
    let missing = try run("nowhere.csv")
    #expect(missing.code == 66 && missing.errors.contains("nowhere.csv"))
  }

  @Test("flags that are wrong are named, code 64") func usage() throws {
    try folder.write(Self.header + "u,1,a,1,2\n", to: "touches.csv")
    let model = try run(models: "linaer")
    #expect(model.code == 64 && model.errors.contains("did you mean \"linear\""))
    for memory in ["1", "1MB", "much", "-5GB", "99999999999GB"] {
      let outcome = try run("touches.csv", ["--memory", memory])
      #expect(outcome.code == 64 && outcome.errors.contains("--memory"), "\(memory)")
    }
  }

  @Test("without conversions credit is withheld, code 3") func noConversions() throws {
    let log = rows(500).map { $0.replacing(/,1,[\d.]*\n/, with: ",0,\n") }
    try folder.write(Self.header + log.joined(), to: "touches.csv")
    let outcome = try run("touches.csv", models: "linear,markov-1,shapley,time-decay")
    #expect(outcome.code == 3, "\(outcome.errors)")
    #expect(outcome.output.contains("withheld") && outcome.output.contains("no journey converts"))
  }

  @Test("without journeys that do not convert the rate game is withheld, code 3")
  func noNulls() throws {
    let log = (0..<200).map { "u\($0),\($0),\(["a", "b"][$0 % 2]),1,5\n" }
    try folder.write(Self.header + log.joined(), to: "touches.csv")
    let outcome = try run("touches.csv", models: "linear,shapley-rate")
    #expect(outcome.code == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains("shapley-rate"), "\(outcome.errors)")
    #expect(try run("touches.csv", models: "linear").code == 0)
  }

  @Test("order of rows and threads change no byte of the answer") func invariance() throws {
    let rows = rows(20_000)
    let orders = [rows, rows.reversed(), rows.sorted()]
    var answers: Set<String> = []
    for (index, rows) in orders.enumerated() {
      try folder.write(Self.header + rows.joined(), to: "touches.csv")
      for threads in 1...2 {
        let outcome = try Program.run(
          ["attribution", "run", "touches.csv"] + Self.columns
            + [
              "--bootstrap", "20", "--models", "linear,time-decay,markov-2,shapley", "--format",
              "json", "--journeys", "conversion", "--threads", String(threads), "--quiet",
            ], in: folder)
        #expect(outcome.code == 0 && outcome.output.count > 1000, "\(index): \(outcome.errors)")
        answers.insert(outcome.output)
      }
    }
    #expect(answers.count == 1)
  }

  /// Runs a log that does not fit into the memory allowed, behind some words of a shell.
  private func spill(_ shell: String) throws -> Program.Outcome {
    let arguments =
      ["attribution", "run", "touches.csv"] + Self.columns
      + ["--memory", "16MB", "--threads", "1", "--bootstrap", "0", "--models", "linear"]
      + ["--out", "report"]
    let command = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    return try Program.run("/bin/sh", ["-c", "\(shell) exec \(command)"], in: folder)
  }

  @Test("a disk that cannot take what memory cannot is named, code 74; nothing stays behind")
  func fullDisk() throws {
    try folder.write(Self.header + rows(400_000).joined(), to: "touches.csv")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/disk", withIntermediateDirectories: false)
    let before = folder.entries()
    for shell in ["TMPDIR=weekly.csv", "TMPDIR=disk/none", "export TMPDIR=disk; ulimit -f 500;"] {
      let outcome = try spill(shell)
      #expect(outcome.code == 74 && outcome.output.isEmpty, "\(shell): \(outcome.errors)")
      #expect(outcome.errors.contains("TMPDIR") && outcome.errors.contains("--memory"))
      #expect(folder.entries() == before && folder.entries("disk").isEmpty)
    }
    let mounted = try Program.run(
      "/bin/sh", ["-c", "mount -t tmpfs -o size=2m tmpfs disk 2>/dev/null"], in: folder)
    guard mounted.code == 0 else {
      print("The test of a full disk is skipped: mounting is not permitted here.")
      return
    }
    defer { _ = try? Program.run("/bin/umount", [folder.path + "/disk"], in: folder) }
    let outcome = try spill("TMPDIR=disk")
    #expect(outcome.code == 74 && outcome.errors.contains("No space"), "\(outcome.errors)")
    #expect(folder.entries() == before && folder.entries("disk").isEmpty)
  }

  @Test("touches that go to disk leave no file, however the program ends") func noSpillFile() throws
  {
    try folder.write(Self.header + rows(400_000).joined(), to: "touches.csv")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/disk", withIntermediateDirectories: false)
    #expect(try spill("TMPDIR=disk").code == 0)
    #expect(folder.entries("disk").isEmpty)
    for (signal, code) in [(Int32(9), Int32(9)), (2, 130)] {
      let running = try Running(
        "/bin/sh",
        [
          "-c",
          "TMPDIR=disk exec '\(Program.path)' attribution run touches.csv "
            + Self.columns.joined(separator: " ")
            + " --memory 16MB --threads 1 --bootstrap 100000 --models markov-2 --out stopped",
        ], in: folder)
      try running.waitForErrors(containing: "Crediting")
      running.send(signal)
      let outcome = try running.wait()
      #expect(outcome.code == code && outcome.output.isEmpty, "\(outcome.errors)")
      #expect(folder.entries("disk").isEmpty)
      #expect(!folder.entries().contains("stopped"))
    }
  }
}
