import Attribution
import Findings
import Foundation
import Liftwerk
import Testing

@Suite("check on simulated data")
struct ProjectCheckTests {
  private let home = NSTemporaryDirectory() + "liftwerk-check-" + UUID().uuidString

  private func simulate() throws -> ProjectFile {
    _ = try Simulation(regions: 2, weeks: 60, channels: 8, users: 1500).write(to: home)
    return try ProjectFile(path: home + "/liftwerk.yaml")
  }

  private func remove() { try? FileManager.default.removeItem(atPath: home) }

  private func rewrite(_ name: String, _ change: (String) -> String) throws {
    let path = "\(home)/\(name)"
    try change(String(contentsOfFile: path, encoding: .utf8))
      .write(toFile: path, atomically: false, encoding: .utf8)
  }

  private func problems(_ project: Project) async throws -> LiftwerkError {
    do {
      _ = try await ProjectCheck(project, directory: home)
    } catch {
      return error
    }
    throw LiftwerkError(.internalFault, "nothing was refused")
  }

  @Test("shows what both sections read")
  func both() async throws {
    defer { remove() }
    let file = try simulate()
    let check = try await ProjectCheck(file.project, directory: file.directory)
    let ids = Set(check.document.findings.map(\.id))
    #expect(ids.isSuperset(of: ["mmm.check", "attribution.check", "attribution.conversions"]))
    #expect(check.sections.contains { $0.id == "attribution-data" })
    let text = try check.text()
    #expect(text.contains("Rows left out for want of consent"))
    #expect(!check.warnings.contains { $0.hasPrefix("attribution") })
  }

  @Test("attribution alone needs no panel")
  func alone() async throws {
    defer { remove() }
    var project = try simulate().project
    project.mediaMix = nil
    project.data["weekly"] = nil
    project.attribution?.journeys = .user
    let check = try await ProjectCheck(project, directory: home)
    #expect(check.document.findings.allSatisfy { $0.id.hasPrefix("attribution.") })
    #expect(check.warnings.contains { $0.hasPrefix("attribution.journeys: ") })
  }

  @Test("lists the problems of all sections and files at once")
  func problems() async throws {
    defer { remove() }
    let project = try simulate().project
    try rewrite("weekly.csv") { $0.replacing("revenue", with: "turnover") }
    try rewrite("touches.csv") { $0 + "u1,yesterday,search,0,,granted\n" }
    try rewrite("touch-spend.csv") { $0 + "search,-5\n" }
    try rewrite("lift-tests.yaml") { $0.replacing("lift:", with: "lyft:") }
    let error = try await problems(project)
    #expect(error.messages.count == 4, "\(error)")
    for name in ["revenue", "yesterday", "touch-spend.csv", "lyft"] {
      #expect(error.description.contains(name))
    }
  }

  @Test("a missing file of one section does not hide the other's problems")
  func missing() async throws {
    defer { remove() }
    let project = try simulate().project
    try FileManager.default.removeItem(atPath: home + "/weekly.csv")
    try FileManager.default.removeItem(atPath: home + "/lift-tests.yaml")
    let error = try await problems(project)
    #expect(error.code == .inputMissing && error.messages.count == 2)
  }
}
