public import Findings
import Foundation
public import Tables

/// Looks at exports and writes a commented project file: `liftwerk init`.
public struct Initializer: Sendable {
  /// An export and what its columns probably mean.
  struct Export {
    var path: String
    var table: Table
    var columns: [ColumnProfile] = []
    var roles = GuessedRoles()
    /// What it is if it holds journeys, not a panel.
    var journeys: GuessedJourneys?
    /// What it is if it holds an A/B test.
    var experiment: GuessedExperiment?

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

  /// What was written, or would be.
  public struct Output: Sendable, Equatable {
    /// The project file, which reads without an error.
    public var text: String
    /// What is wrong in the exports and did not keep the file from being written.
    public var notices: [String]
  }

  /// The rows of a file that are looked at to tell what it is: a log of touches may be of any size.
  private static let headRows = 20_000

  /// The text of the project file, and what deserves a word about it.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` or `dataRefused` if an export cannot be read
  ///   or lacks what a project needs.
  public func output() throws(LiftwerkError) -> Output {
    do {
      let looked = try exports.map(look)
      var project = try projectText(looked)
      // Whoever exports with decimal commas reads German.
      let isGerman = looked.contains { $0.table.locale == .de }
      project.language = language ?? (isGerman ? .de : .en)
      let text = project.text
      // What is written must be readable; a fault here is ours, and better found now.
      _ = try ProjectFile(text: text, path: projectPath)
      return Output(text: text, notices: looked.flatMap { $0.columns.flatMap(\.faults) })
    } catch {
      throw LiftwerkError(error)
    }
  }

  /// Writes the project file.
  ///
  /// - Parameter replacing: Whether a file that is there may be replaced.
  /// - Returns: what was written.
  /// - Throws: `LiftwerkError`; with code `cannotWrite` if there is a file already.
  public func write(replacing: Bool) throws(LiftwerkError) -> Output {
    if !replacing, FileManager.default.fileExists(atPath: projectPath) {
      throw LiftwerkError(
        .cannotWrite,
        "\(projectPath): is there already. Name another with --project, or replace it with --force."
      )
    }
    let output = try output()
    do {
      try Data(output.text.utf8).write(to: URL(fileURLWithPath: projectPath), options: .atomic)
    } catch {
      throw LiftwerkError(
        .cannotWrite, "\(projectPath): cannot be written. Choose another place with --project.")
    }
    return output
  }

  private func look(_ path: String) throws -> Export {
    let options = ReadOptions(locale: locale, encoding: encoding)
    let (head, isWhole) = try TableReader.head(path: path, rows: Self.headRows, options: options)
    if let journeys = try GuessedJourneys(head) {
      return Export(path: path, table: head, journeys: journeys)
    }
    if let experiment = try GuessedExperiment(head) {
      return Export(path: path, table: head, experiment: experiment)
    }
    let table = isWhole ? head : try TableReader.read(path: path, options: options)
    let columns = try ColumnProfile.all(of: table)
    return Export(
      path: path, table: table, columns: columns, roles: RoleGuesser.guess(columns))
  }

  private func projectText(_ exports: [Export]) throws(LiftwerkError) -> ProjectText {
    let panels = exports.filter { $0.journeys == nil && $0.experiment == nil }
    let tests = exports.filter { $0.experiment != nil }
    let logs = exports.filter { $0.journeys != nil }
    guard logs.count < 2 else {
      throw LiftwerkError(
        .dataRefused,
        "\(logs.map(\.path).joined(separator: ", ")): these all hold journeys, and a project reads one "
          + "file of them. Join them, or write a project for each.")
    }
    guard tests.count < 2 else {
      throw LiftwerkError(
        .dataRefused,
        "\(tests.map(\.path).joined(separator: ", ")): these all hold an experiment, and a project reads "
          + "one file of them. Write a project for each.")
    }
    var project = ProjectText(
      name: exports.first?.stem ?? "", exports: self.exports, currency: statedCurrency(exports),
      locale: locale, encoding: encoding)
    if panels.count == 1, let panel = panels.first, panel.roles.campaign == nil {
      try addPanel(panel, to: &project)
    } else if !panels.isEmpty {
      try addPanels(panels, to: &project)
    }
    for log in logs { addJourneys(log, to: &project) }
    for test in tests {
      if let found = test.experiment { addExperiment(test, found, to: &project) }
    }
    return project
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
