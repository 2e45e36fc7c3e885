import Findings
import Foundation
import Runs
import Testing

@Suite("A run folder")
struct RunFolderTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test("is made where nothing was, with the folders above it")
  func missing() throws {
    try SampleRun.write(.at(home.path + "/a/b/run"), value: 1)
    #expect(home.entries("a/b") == ["run"])
    #expect(home.entries("a/b/run") == ["findings.json", "manifest.json", "tables"])
    #expect(home.text("a/b/run/tables/roi.csv") == "a;b\n")
  }

  @Test("may be an empty folder")
  func empty() throws {
    try FileManager.default.createDirectory(
      atPath: home.path + "/run", withIntermediateDirectories: false)
    try SampleRun.write(.at(home.path + "/run"), value: 1)
    #expect(try RecordedRun(path: home.path + "/run").findings().findings[0].value == 1)
  }

  @Test("takes the place of an earlier run whole, and nothing else remains")
  func swap() throws {
    let path = home.path + "/run"
    try SampleRun.write(.at(path), value: 1)
    let folder = try RunFolder(.at(path))
    try SampleRun.fill(folder, value: 2)
    #expect(try RecordedRun(path: path).findings().findings[0].value == 1)
    try folder.commit()
    #expect(try RecordedRun(path: path).findings().findings[0].value == 2)
    #expect(home.entries() == ["run"])
  }

  @Test("is swapped behind a link, and the link stays")
  func link() throws {
    try SampleRun.write(.at(home.path + "/real"), value: 1)
    try FileManager.default.createSymbolicLink(
      atPath: home.path + "/link", withDestinationPath: home.path + "/real")
    try SampleRun.write(.at(home.path + "/link"), value: 2)
    #expect(try RecordedRun(path: home.path + "/real").findings().findings[0].value == 2)
    let attributes = try FileManager.default.attributesOfItem(atPath: home.path + "/link")
    #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
  }

  @Test(
    "refuses a folder with anything but a run, and leaves it alone",
    arguments: ["notes.txt", "manifest.json"])
  func foreign(name: String) throws {
    try home.write(#"{"name": "a web application"}"#, to: name)
    #expect { try RunFolder(.at(home.path)) } throws: { error in
      (error as? RunError)?.kind == .cannotWrite
    }
    #expect(home.entries() == [name])
  }

  @Test("refuses an earlier run that somebody added a file to, by the name of the file")
  func added() throws {
    let path = home.path + "/run"
    try SampleRun.write(.at(path), value: 1)
    try home.write("mine", to: "run/notes.md")
    #expect { try RunFolder(.at(path)) } throws: { error in
      "\(error)".contains("notes.md")
    }
    #expect(home.text("run/notes.md") == "mine")
  }

  @Test("refuses a file, and a path below a file")
  func file() throws {
    try home.write("x", to: "file")
    for path in [home.path + "/file", home.path + "/file/run"] {
      #expect { try RunFolder(.at(path)) } throws: { error in
        (error as? RunError)?.kind == .cannotWrite
      }
    }
  }

  @Test("that is discarded leaves no trace, not even the folders above it")
  func discard() throws {
    let folder = try RunFolder(.at(home.path + "/a/b/run"))
    try folder.write("x", to: "tables/x.csv")
    folder.discard()
    #expect(home.entries().isEmpty)
  }

  @Test("clears away what a killed run left, and only that")
  func remains() throws {
    // Process numbers end far below this one.
    let gone = home.path + "/.liftwerk-partial-2000000000-0"
    let alive = home.path + "/.liftwerk-partial-\(ProcessInfo.processInfo.processIdentifier)-9"
    for path in [gone, alive] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      try Data("x".utf8).write(to: URL(fileURLWithPath: path + "/findings.json"))
    }
    try SampleRun.write(.inside(home.path), value: 1, name: "run")
    #expect(home.entries() == [(alive as NSString).lastPathComponent, "run"])
  }

  @Test("without a name of its own gets a number where the name is taken")
  func numbered() throws {
    let first = try SampleRun.write(.inside(home.path), value: 1, name: "x")
    let second = try SampleRun.write(.inside(home.path), value: 2, name: "x")
    #expect(first == home.path + "/x" && second == home.path + "/x-2")
  }
}
