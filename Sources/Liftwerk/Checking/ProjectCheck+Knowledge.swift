import Foundation
import Knowledge

extension ProjectCheck {
  /// Looks whether what the section of knowledge names is there; nil without such a section.
  ///
  /// - Throws: `LiftwerkError` if a document or the questions are missing, or the store is damaged.
  static func knowledge(
    _ project: Project, directory: String
  ) throws(LiftwerkError) -> Part? {
    guard let section = project.knowledge else { return nil }
    var part = Part(dataHash: "knowledge", sections: [], findings: [], warnings: [])
    for path in section.documents + [section.questions].compactMap({ $0 }) {
      let place = project.place(of: path, from: directory)
      guard FileManager.default.fileExists(atPath: place) else {
        throw LiftwerkError(
          .inputMissing, "knowledge: \(path): there is no such file or folder. Check the path.")
      }
    }
    let place = project.place(of: section.store, from: directory)
    guard FileManager.default.fileExists(atPath: place) else {
      part.warnings.append("There is no store of knowledge yet. Make it: liftwerk knowledge add")
      return part
    }
    let store = try section.open(in: directory, usesEncoder: false)
    do {
      let documents = try store.documents()
      part.notices.append(
        "The store of knowledge has \(documents.count) documents in "
          + "\(documents.reduce(0) { $0 + $1.chunks }) chunks.")
    } catch {
      throw LiftwerkError(error)
    }
    return part
  }
}
