import Foundation
import Runs
import Testing

@Suite("A folder of contents that can be made again")
struct ContentCacheTests {
  let home = NSTemporaryDirectory() + "liftwerk-cache-" + UUID().uuidString
  private var folder: String { home + "/deep/fits" }

  private func remove() { try? FileManager.default.removeItem(atPath: home) }

  private func names() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  private func age(_ name: String, _ seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: "\(folder)/\(name)")
  }

  @Test("keeps contents by key, in a folder for its owner alone")
  func keeps() throws {
    defer { remove() }
    let cache = ContentCache(folder: folder)
    #expect(cache.load("a") == nil)
    #expect(cache.save(Data("one".utf8), "a") == nil)
    #expect(cache.save(Data("two".utf8), "b") == nil)
    #expect(cache.load("a") == Data("one".utf8) && cache.load("b") == Data("two".utf8))
    #expect(cache.save(Data("three".utf8), "a") == nil)
    #expect(cache.load("a") == Data("three".utf8))
    #expect(names() == ["a.liftwerk", "b.liftwerk"])
    let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o700)
  }

  @Test("does not trust a file that was cut, changed or made by somebody else, and drops it")
  func damage() throws {
    defer { remove() }
    let cache = ContentCache(folder: folder)
    #expect(cache.save(Data(repeating: 7, count: 1000), "a") == nil)
    let path = folder + "/a.liftwerk"
    let whole = try #require(FileManager.default.contents(atPath: path))
    var flipped = whole
    flipped[500] ^= 1
    var mark = whole
    mark[0] ^= 1
    for spoilt in [whole.prefix(500), whole.prefix(20), Data(), flipped, mark, whole + [0]] {
      try Data(spoilt).write(to: URL(fileURLWithPath: path))
      #expect(cache.load("a") == nil)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("lets go of what was used longest ago when it is full")
  func evicts() throws {
    defer { remove() }
    let cache = ContentCache(folder: folder, capacity: 3500)
    for key in ["a", "b", "c"] { #expect(cache.save(Data(count: 1000), key) == nil) }
    for (name, seconds) in [("a", 300.0), ("b", 200.0), ("c", 100.0)] {
      try age(name + ".liftwerk", seconds)
    }
    // Reading counts as use.
    #expect(cache.load("a") != nil)
    #expect(cache.save(Data(count: 1000), "d") == nil)
    #expect(names() == ["a.liftwerk", "c.liftwerk", "d.liftwerk"])
    #expect(cache.save(Data(count: 9000), "e") == nil)
    #expect(cache.load("e") == nil && names().count == 3)
  }

  @Test("clears away what killed processes left, but not what is being written")
  func remains() throws {
    defer { remove() }
    let cache = ContentCache(folder: folder)
    #expect(cache.save(Data(count: 10), "a") == nil)
    for name in ["x.liftwerk.1-old.partial", "x.liftwerk.2-new.partial"] {
      try Data(count: 5).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    try age("x.liftwerk.1-old.partial", 7200)
    #expect(cache.load("x") == nil)
    #expect(cache.save(Data(count: 10), "b") == nil)
    #expect(names() == ["a.liftwerk", "b.liftwerk", "x.liftwerk.2-new.partial"])
  }

  @Test("says why it cannot keep something, and never throws")
  func unwritable() throws {
    defer { remove() }
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: home + "/file"))
    let blocked = ContentCache(folder: home + "/file/fits")
    #expect(blocked.save(Data(count: 10), "a")?.contains("could not be kept") == true)
    #expect(blocked.load("a") == nil)
    // Another user could have put anything there.
    try FileManager.default.createDirectory(
      atPath: home + "/open", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o777])
    chmod(home + "/open", 0o777)
    let open = ContentCache(folder: home + "/open")
    #expect(open.save(Data(count: 10), "a")?.contains("somebody else") == true)
  }

  @Test("serves many writers and readers of one key at once")
  func concurrent() async throws {
    defer { remove() }
    let cache = ContentCache(folder: folder)
    let versions = (0..<4).map { Data(repeating: UInt8($0), count: 20_000) }
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        group.addTask {
          let written = cache.save(versions[number % 4], "a") == nil
          let read = cache.load("a")
          return written && (read.map(versions.contains) ?? false)
        }
      }
      for await sound in group { #expect(sound) }
    }
    #expect(names() == ["a.liftwerk"])
  }
}
