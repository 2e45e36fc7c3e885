public import Findings
import Foundation
public import Tables

/// Looks at exports and writes a commented project file: `liftwerk init`.
public struct Initializer: Sendable {
  /// An export and what its columns probably mean.
  struct Export {
    var path: String
    var table: Table
    var columns: [ColumnProfile]
    var roles: GuessedRoles

    /// The file's name without folder and ending.
    var stem: String { ((path as NSString).lastPathComponent as NSString).deletingPathExtension }
  }

  /// The exports, as the user named them.
  public let exports: [String]
  /// Where the project file goes.
  public let projectPath: String
  /// How the exports are read, if stated.
  public let locale: TableLocale?
  /// How the exports store text, if stated.
  public let encoding: TextEncoding?
  /// The currency of money, if stated.
  public let currency: String?
  /// The language of the report, if stated.
  public let language: Language?

  /// Prepares to look at exports.
  public init(
    exports: [String], projectPath: String = ProjectFile.defaultName, locale: TableLocale? = nil,
    encoding: TextEncoding? = nil, currency: String? = nil, language: Language? = nil
  ) {
    self.exports = exports
    self.projectPath = projectPath
    self.locale = locale
    self.encoding = encoding
    self.currency = currency
    self.language = language
  }

  /// The text of the project file, which reads without an error.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` or `dataRefused` if an export cannot be read
  ///   or lacks what a project needs.
  public func text() throws(LiftwerkError) -> String {
    do {
      let looked = try exports.map(look)
      var project = try projectText(looked)
      // Whoever exports with decimal commas reads German.
      let isGerman = looked.contains { $0.table.locale == .de }
      project.language = language ?? (isGerman ? .de : .en)
      let text = project.text
      // What is written must be readable; a fault here is ours, and better found now.
      _ = try ProjectFile(text: text, path: projectPath)
      return text
    } catch {
      throw LiftwerkError(error)
    }
  }

  /// Writes the project file.
  ///
  /// - Parameter replacing: Whether a file that is there may be replaced.
  /// - Throws: `LiftwerkError`; with code `cannotWrite` if there is a file already.
  public func write(replacing: Bool) throws(LiftwerkError) {
    if !replacing, FileManager.default.fileExists(atPath: projectPath) {
      throw LiftwerkError(
        .cannotWrite,
        "\(projectPath): is there already. Name another with --project, or replace it with --force."
      )
    }
    let text = try text()
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: projectPath), options: .atomic)
    } catch {
      throw LiftwerkError(
        .cannotWrite, "\(projectPath): cannot be written. Choose another place with --project.")
    }
  }

  private func look(_ path: String) throws -> Export {
    let table = try TableReader.read(
      path: path, options: ReadOptions(locale: locale, encoding: encoding))
    let columns = try ColumnProfile.all(of: table)
    return Export(
      path: path, table: table, columns: columns, roles: RoleGuesser.guess(columns))
  }

  private func projectText(_ exports: [Export]) throws(LiftwerkError) -> ProjectText {
    if exports.count == 1, let export = exports.first, export.roles.campaign == nil {
      return try wideProject(export)
    }
    return try longProject(exports)
  }

  /// The path as it is written in the project file: from its folder, where the export is below it.
  func pathInProject(_ path: String) -> String {
    let folder = URL(fileURLWithPath: projectPath).standardizedFileURL.deletingLastPathComponent()
    let full = URL(fileURLWithPath: path).standardizedFileURL.path
    let prefix = folder.path.hasSuffix("/") ? folder.path : folder.path + "/"
    if full.hasPrefix(prefix) { return String(full.dropFirst(prefix.count)) }
    let isHere = folder.path == URL(fileURLWithPath: ".").standardizedFileURL.path
    return isHere ? path : full
  }

  /// A currency the project file can state; signs such as `$` do not say which one they mean.
  func statedCurrency(_ exports: [Export]) -> String? {
    currency ?? exports.lazy.compactMap(\.table.currency).first(where: Project.isCurrencyCode)
  }
}
