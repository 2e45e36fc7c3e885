import Foundation
import Runs
import Testing

@Suite("A recorded run")
struct RecordedRunTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test("keeps every digit of its options")
  func options() throws {
    let path = try SampleRun.write(.at(home.path + "/run"), value: 1)
    let manifest = try RecordedRun(path: path).manifest
    #expect(manifest.options == .object(["seed": .unsigned(UInt64.max)]))
    #expect(manifest.outputs.keys.sorted() == ["findings.json", "tables/roi.csv"])
  }

  @Test("knows which of its files were altered or removed")
  func outputs() throws {
    let path = try SampleRun.write(.at(home.path + "/run"), value: 1)
    #expect(try RecordedRun(path: path).changedOutputs().isEmpty)
    try home.write("altered", to: "run/tables/roi.csv")
    try FileManager.default.removeItem(atPath: path + "/findings.json")
    let changes = try RecordedRun(path: path).changedOutputs()
    #expect(changes.count == 2)
    #expect(changes[0].contains("findings.json") && changes[0].contains("gone"))
    #expect(changes[1].contains("roi.csv") && changes[1].contains("altered"))
  }

  @Test("knows which inputs have changed since, and misses those that are gone")
  func inputs() throws {
    try home.write("week,kpi\n", to: "weekly.csv")
    let hash = try ContentHash.hex(ofFile: home.path + "/weekly.csv")
    let folder = try RunFolder(.at(home.path + "/run"))
    let manifest = SampleRun.manifest(
      directory: home.path, inputs: [.init(path: "weekly.csv", bytes: 9, sha256: hash)],
      outputs: folder.outputs)
    try folder.write(JSONEncoder().encode(manifest), to: "manifest.json")
    try folder.commit()
    let run = try RecordedRun(path: home.path + "/run")
    #expect(try run.changedInputs().isEmpty)
    try home.write("week,kpi\n2025-01-06,3\n", to: "weekly.csv")
    #expect(try run.changedInputs().count == 1)
    try FileManager.default.removeItem(atPath: home.path + "/weekly.csv")
    #expect { try run.changedInputs() } throws: { ($0 as? RunError)?.kind == .missing }
  }

  @Test("lists in order of time, and other folders are passed over")
  func list() throws {
    for (name, day) in [("b", "06"), ("a", "07"), ("c", "05")] {
      try SampleRun.write(
        .inside(home.path), value: 1, name: name, started: "2026-01-\(day)T10:00:00Z")
    }
    try FileManager.default.createDirectory(
      atPath: home.path + "/other", withIntermediateDirectories: false)
    let names = RecordedRun.all(in: home.path).map { ($0.path as NSString).lastPathComponent }
    #expect(names == ["c", "b", "a"])
    #expect(RecordedRun.all(in: home.path + "/nowhere").isEmpty)
  }

  @Test("is missing where there is no manifest, and malformed where it is none of ours")
  func kinds() throws {
    #expect { try RecordedRun(path: home.path) } throws: { ($0 as? RunError)?.kind == .missing }
    try home.write("{}", to: "manifest.json")
    #expect { try RecordedRun(path: home.path) } throws: { ($0 as? RunError)?.kind == .malformed }
  }
}
