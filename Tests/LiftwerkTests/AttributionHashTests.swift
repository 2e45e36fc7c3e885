import Foundation
import Liftwerk
import Runs
import Testing

@Suite("The hash of an attribution run")
struct AttributionHashTests {
  private let folder = NSTemporaryDirectory() + "liftwerk-hash-" + UUID().uuidString

  private static let touches = """
    user,time,channel,value
    a,2025-01-03,search,
    a,2025-01-05,mail,20.00
    b,2025-01-04,mail,
    c,2025-01-06,search,10.50

    """

  private func run(touches: String, spend: String) async throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try touches.write(toFile: folder + "/touches.csv", atomically: true, encoding: .utf8)
    try spend.write(toFile: folder + "/spend.csv", atomically: true, encoding: .utf8)
    let text = """
      project: x
      data:
        log: {path: touches.csv, user: user, time: time, channel: channel, value: value}
      attribution: {models: [linear], bootstrap: 0, spend: {path: spend.csv}}
      """
    let project = try ProjectFile(text: text, path: folder + "/liftwerk.yaml").project
    let request = RunRequest(
      project: project, directory: folder, command: Pipeline.attributionCommand,
      destination: .at(folder + "/run"))
    return try await Pipeline(request).run().manifest.run
  }

  @Test("depends on touches and spend, and not on the order of rows")
  func inputs() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let spend = "channel,spend\nsearch,100\nmail,20\n"
    let first = try await run(touches: Self.touches, spend: spend)
    var lines = Self.touches.split(separator: "\n").map(String.init)
    lines[1...].reverse()
    let permuted = lines.joined(separator: "\n") + "\n"
    #expect(try await run(touches: permuted, spend: spend) == first)
    #expect(
      try await run(touches: Self.touches, spend: spend.replacing("100", with: "110")) != first)
    let dearer = Self.touches.replacing("10.50", with: "10.51")
    #expect(try await run(touches: dearer, spend: spend) != first)
  }
}
