import Findings
import Foundation
import Runs

/// The finished runs that a report is written from.
///
/// Of each method the latest run counts whose files are whole: those that were altered, are broken or
/// follow another version of the format are left out, and the report says so.
public struct ReportSources: Sendable {
  /// What counts, in the order of the report.
  var materials: [ReportMaterial]
  /// Of each method the run before the one that counts, if it is another.
  let earlier: [ReportMaterial]
  /// What was not used, and why.
  let unused: [Phrase]

  /// Takes the parts of a run that is just being made.
  init(_ materials: [ReportMaterial]) {
    self.materials = Self.ordered(materials)
    earlier = []
    unused = []
  }

  /// Takes the latest run of each method in a folder of runs.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` if the folder holds no run that can be used.
  public init(latestIn folder: String) throws(LiftwerkError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let paths = names.filter { !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
      .filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          && isFolder.boolValue
      }
    try self.init(paths, place: folder)
  }

  /// Takes runs by name; the later one counts where two answer the same.
  ///
  /// - Parameters:
  ///   - names: folders of runs, or hashes of runs or their beginnings.
  ///   - folder: where runs are that are named by their hash.
  /// - Throws: `LiftwerkError` with code `inputMissing` if a hash is unknown or no run can be used.
  public init(runs names: [String], in folder: String) throws(LiftwerkError) {
    var paths: [String] = []
    for name in names {
      if FileManager.default.fileExists(atPath: name) {
        paths.append(name)
        continue
      }
      let isHash = name.count >= 4 && name.allSatisfy(\.isHexDigit)
      guard isHash,
        let run = RecordedRun.all(in: folder).last(where: { $0.manifest.run.hasPrefix(name) })
      else {
        throw LiftwerkError(
          .inputMissing,
          "--run \(name): there is no such folder, and no run of this hash in \(folder).")
      }
      paths.append(run.path)
    }
    try self.init(paths, place: nil)
  }

  /// What was not used, and why.
  public var remarks: [String] { unused.map(\.en) }

  private init(_ paths: [String], place: String?) throws(LiftwerkError) {
    var unused: [Phrase] = []
    var runs: [RecordedRun] = []
    for path in paths {
      do { runs.append(try RecordedRun(path: path)) } catch {
        // A folder among runs that is none is nobody's business; one that was named is.
        if place == nil || error.kind != .missing { unused.append(Self.remark(path, "\(error)")) }
      }
    }
    runs.sort { ($1.manifest.started, $0.path) < ($0.manifest.started, $1.path) }
    var found: [ReportMaterial] = []
    var earlier: [ReportMaterial] = []
    var older = 0
    for run in runs {
      do {
        let all = try Self.materials(run)
        let new = all.filter { part in !found.contains { $0.part.method == part.part.method } }
        older += all.count - new.count
        earlier += all.filter { part in
          found.contains { $0.part.method == part.part.method && $0.run.hash != part.run.hash }
            && !earlier.contains { $0.part.method == part.part.method }
        }
        found += new
      } catch {
        unused.append(Self.remark(run.path, error.description))
      }
    }
    guard !found.isEmpty else {
      let reasons = unused.map(\.en)
      throw LiftwerkError(
        .inputMissing,
        messages: reasons + [
          "\(place ?? "--run"): no finished run can be used. Make one, such as `liftwerk run`."
        ])
    }
    if older > 0 {
      unused.append(
        Phrase(
          en: "Answers that a later run gives too: \(older).",
          de: "Antworten, die ein späterer Lauf auch gibt: \(older)."))
    }
    materials = Self.ordered(found)
    self.earlier = Self.ordered(earlier)
    self.unused = unused
  }

  private static func ordered(_ materials: [ReportMaterial]) -> [ReportMaterial] {
    materials.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }.map(\.element)
  }

  private static func remark(_ path: String, _ reason: String) -> Phrase {
    let name = (path as NSString).lastPathComponent
    let text = reason.replacingOccurrences(of: path, with: name)
    return Phrase(en: "\(name) was not used: \(text)", de: "\(name) wurde nicht verwendet: \(text)")
  }

  /// The parts of a run whose files are those it wrote.
  private static func materials(_ run: RecordedRun) throws(LiftwerkError) -> [ReportMaterial] {
    func file(_ name: String) throws(LiftwerkError) -> Data {
      let data: Data
      do { data = try run.contents(of: name) } catch { throw LiftwerkError(error) }
      guard run.manifest.outputs[name] == ContentHash.hex(data) else {
        throw LiftwerkError(.dataRefused, "\(name) was altered after the run.")
      }
      return data
    }
    func value<Value: Decodable>(_ name: String, _ type: Value.Type) throws(LiftwerkError) -> Value
    {
      let data = try file(name)
      do { return try JSONDecoder().decode(type, from: data) } catch {
        throw LiftwerkError(.dataRefused, "\(name) cannot be read by this version.")
      }
    }
    guard run.manifest.outputs[RunParts.path] != nil else {
      throw LiftwerkError(
        .dataRefused, "it was made by version \(run.manifest.version), which kept no parts.")
    }
    let document = try value("findings.json", FindingsDocument.self)
    let parts = try value(RunParts.path, RunParts.self)
    guard document.schema == FindingsDocument.currentSchema,
      parts.schema == RunParts.currentSchema
    else {
      throw LiftwerkError(
        .dataRefused, "its findings follow \(document.schema), its parts \(parts.schema).")
    }
    let manifest = run.manifest
    let materials = ReportMaterial.cut(
      .init(
        hash: manifest.run, command: manifest.command, version: manifest.version,
        inputs: manifest.inputs, isForced: manifest.outcome == .forced),
      parts, findings: document.findings, figures: try value("figures.json", [Figure].self),
      sections: try value("sections.json", [Section].self))
    guard let materials else {
      throw LiftwerkError(.dataRefused, "\(RunParts.path) does not fit its findings.")
    }
    return materials
  }
}
