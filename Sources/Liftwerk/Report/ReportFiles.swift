public import Findings
import Foundation
import Narrative
import Runs

/// Writes reports and their claims into a folder; each file appears whole or not at all.
public struct ReportFiles: Sendable {
  /// A form of report.
  public enum Form: String, Sendable, CaseIterable { case html, markdown }

  private let folder: String

  /// Takes a folder: a new or empty one, or one that holds earlier reports.
  ///
  /// - Throws: `LiftwerkError` with code `cannotWrite` if the folder is a run, a file, or holds a report
  ///   without its claims.
  public init(_ folder: String) throws(LiftwerkError) {
    self.folder = folder
    let files = FileManager.default
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw LiftwerkError(
        .cannotWrite, "\(folder): this is a file, not a folder. Choose a folder with --out.")
    }
    let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
    if names.contains("manifest.json") {
      throw LiftwerkError(
        .cannotWrite, "\(folder): this is a run, to which nothing is added. Choose another --out.")
    }
    let hasReport = names.contains { $0.hasPrefix("report.") }
    if hasReport && !names.contains(where: { $0.hasPrefix("claims.") }) {
      throw LiftwerkError(
        .cannotWrite,
        "\(folder): the report there was not written by liftwerk. Move it away or choose another --out."
      )
    }
  }

  /// Writes a report in the forms asked for, its claims and its findings.
  ///
  /// - Parameter isOneOfMany: whether reports in other languages stand beside it, so that names tell the
  ///   language.
  /// - Returns: the paths of the reports.
  /// - Throws: `LiftwerkError` with code `cannotWrite` or `inputOutput`.
  public func write(
    _ report: FullReport.Composition, language: Language, forms: [Form], isOneOfMany: Bool
  ) throws(LiftwerkError) -> [String] {
    let mark = isOneOfMany ? ".\(language.rawValue)" : ""
    var files: [(name: String, data: Data)] = []
    if forms.contains(.html) {
      files.append(("report\(mark).html", Data(try report.html().utf8)))
    }
    if forms.contains(.markdown) {
      files.append(("report\(mark).md", Data(try report.markdown().utf8)))
    }
    let reports = files.map { "\(folder)/\($0.name)" }
    do {
      files.append(("claims\(mark).json", try StableJSON.encode(report.verification)))
      if let rewrites = report.rewrites {
        files.append(("rewrites\(mark).json", try StableJSON.encode(rewrites.records)))
      }
      files.append(("findings.json", try report.document.encoded()))
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      for file in files {
        try file.data.write(to: URL(fileURLWithPath: "\(folder)/\(file.name)"), options: .atomic)
      }
    } catch {
      throw LiftwerkError(
        .cannotWrite, "\(folder): the report cannot be written there. Choose another --out.")
    }
    return reports
  }
}
