import Foundation
import Tables
import Testing

@Suite("Files packed with gzip") struct GzipTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "liftwerk-gzip-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Packs bytes; the level says how hard.
  private func packed(_ bytes: [UInt8]) throws -> [UInt8] {
    let plain = "\(folder)/\(UUID().uuidString)"
    try Data(bytes).write(to: URL(fileURLWithPath: plain))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-n", plain]
    try process.run()
    process.waitUntilExit()
    return Array(try Data(contentsOf: URL(fileURLWithPath: plain + ".gz")))
  }

  private func rows(_ bytes: [UInt8]) throws -> Result<[String], TableError> {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/table.csv.gz"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    var rows: [String] = []
    do throws(TableError) {
      let scanner = try TableScanner(path: path, source: "table.csv.gz")
      let reader = BlockReader(scanner)
      var outcomes: [BlockOutcome] = []
      while let block = try scanner.nextBlock() {
        outcomes.append(
          try reader.forEachRow(of: block) { row in
            if rows.count < 200_000 { rows.append(String(decoding: row[0], as: UTF8.self)) }
          })
      }
      try scanner.finish(outcomes)
    } catch {
      return .failure(error)
    }
    return .success(rows)
  }

  private let lines = Array(("user,channel\n" + (1...999).map { "u\($0),ä\n" }.joined()).utf8)

  @Test("are read as they are unpacked") func plain() throws {
    #expect(try rows(packed(lines)).get() == (1...999).map { "u\($0)" })
  }

  @Test("may have several members, empty ones, and zeros at the end") func members() throws {
    let parts = [0..<1, 1..<14, 14..<14, 14..<5000, 5000..<lines.count].map { Array(lines[$0]) }
    let joined = try parts.flatMap { try packed($0) } + [UInt8](repeating: 0, count: 700)
    #expect(try rows(joined).get() == (1...999).map { "u\($0)" })
  }

  @Test("are read in chunks whatever their size", arguments: [1 << 20, (1 << 20) - 1, 3 << 20])
  func chunkSizes(size: Int) throws {
    var bytes = Array("a,b\n".utf8)
    var count = 1
    while bytes.count < size - 20 {
      bytes += Array("\(bytes.count),y\n".utf8)
      count += 1
    }
    bytes += Array("z,".utf8) + [UInt8](repeating: 0x79, count: size - 2 - bytes.count)
    #expect(try rows(packed(bytes)).get().count == min(count, 200_000))
  }

  @Test("that are cut short are refused", arguments: [3, 10, 12, 40, -9, -8, -4, -1])
  func truncated(keep: Int) throws {
    let whole = try packed(lines)
    let cut = Array(whole[..<(keep > 0 ? keep : whole.count + keep)])
    guard case .failure(let error) = try rows(cut) else {
      Issue.record("read a file that is cut short")
      return
    }
    #expect(error.code == .unreadableFile && error.description.contains("cut short"))
  }

  @Test("that are damaged are refused, wherever") func damaged() throws {
    let whole = try packed(lines)
    var generator = Generator(seed: 3)
    // The last eight bytes are the check sum and the length; the first ten hold a time and a system.
    for _ in 0..<200 {
      var bytes = whole
      let place = 10 + generator.below(bytes.count - 10)
      bytes[place] ^= UInt8(1 << generator.below(8))
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      guard case .failure(let error) = try rows(bytes) else {
        Issue.record("read a file damaged at \(place)")
        return
      }
      #expect(!error.description.isEmpty)
    }
    var wrong = whole
    wrong[wrong.count - 8] ^= 1
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard case .failure(let error) = try rows(wrong) else {
      Issue.record("read a file with a wrong check sum")
      return
    }
    #expect(error.code == .unreadableFile && error.description.contains("damaged"))
  }

  @Test("with something else behind the last member are refused") func trailing() throws {
    guard case .failure(let error) = try rows(packed(lines) + Array("more".utf8)) else {
      Issue.record("read what is behind")
      return
    }
    #expect(error.code == .unreadableFile)
  }

  @Test("that unpack to more than any text are refused") func bomb() throws {
    let blank = [UInt8](repeating: 0x20, count: 1 << 19) + [0x0A]
    let member = try packed((0..<16).flatMap { _ in blank })
    let bomb = try packed(Array("a\n".utf8)) + (0..<40).flatMap { _ in member }
    #expect(bomb.count < 1 << 20)
    guard case .failure(let error) = try rows(bomb) else {
      Issue.record("unpacked a bomb")
      return
    }
    #expect(error.code == .tooLarge && error.description.contains("200"))
  }

  @Test("may hold UTF-16") func utf16() throws {
    let text = "user,channel\nübung,a\nx,b\n"
    let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try rows(packed(bytes)).get() == ["übung", "x"])
  }

  @Test("that hold a workbook or another packed file are refused as such") func foreign() throws {
    let workbook: [UInt8] = [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 7, count: 90)
    for (bytes, word) in [(workbook, "Excel"), (try packed(lines), "gzip")] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      guard case .failure(let error) = try rows(packed(bytes)) else {
        Issue.record("read a foreign file")
        return
      }
      #expect(error.code == .unsupportedFormat && error.description.contains(word))
    }
  }
}
