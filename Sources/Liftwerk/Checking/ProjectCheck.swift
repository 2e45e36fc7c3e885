public import Findings
import Foundation
import Runs

/// What can be said about a project before anything is computed: `liftwerk check`.
public struct ProjectCheck: Sendable {
  /// Sections for a person: what was read, and what to look at.
  public var sections: [Section]
  /// The facts behind them.
  public var document: FindingsDocument
  /// What deserves a look before a fit, the most important first, each with place and remedy.
  public var warnings: [String]
  /// Sentences about what was left out or is not read yet.
  public var notices: [String]
  /// The language of the texts.
  public var language: Language

  /// What was found out about one section of the project.
  struct Part {
    var dataHash: String
    var sections: [Section]
    var findings: [Finding]
    var warnings: [String]
    var notices: [String] = []
  }

  /// Reads and checks everything a run would need, and lists all problems of all sections at once.
  ///
  /// - Parameters:
  ///   - project: the project.
  ///   - directory: the folder that relative paths start from.
  ///   - threads: the number of threads to read with.
  ///   - memory: the bytes that data may take in memory before they go to disk.
  /// - Throws: `LiftwerkError` with code `dataRefused`, `inputMissing` or `badProject` and one message
  ///   for each problem.
  public init(
    _ project: Project, directory: String, threads: Int = RunRequest.defaultThreads,
    memory: Int = RunRequest.defaultMemory
  ) async throws(LiftwerkError) {
    guard
      project.mediaMix != nil || project.attribution != nil || project.geo != nil
        || project.geoDesign != nil || project.experiment != nil || project.bandit != nil
    else {
      throw LiftwerkError(
        .badProject,
        "\(project.name): no section of the project asks for anything. Add `media_mix:`, "
          + "`attribution:`, `geo_design:`, `geo:`, `experiment:` or `bandit:`.")
    }
    language = project.report.language ?? .en
    var parts: [Part] = []
    var problems: [LiftwerkError] = []
    do throws(LiftwerkError) {
      if let part = try Self.mediaMix(project, directory: directory) { parts.append(part) }
    } catch {
      problems.append(error)
    }
    do throws(LiftwerkError) {
      if let part = try await Self.attribution(
        project, directory: directory, threads: threads, memory: memory)
      {
        parts.append(part)
      }
    } catch {
      problems.append(error)
    }
    do throws(LiftwerkError) {
      if let part = try Self.geoDesign(project, directory: directory) { parts.append(part) }
    } catch {
      problems.append(error)
    }
    do throws(LiftwerkError) {
      if let part = try Self.geo(project, directory: directory) { parts.append(part) }
    } catch {
      problems.append(error)
    }
    do throws(LiftwerkError) {
      parts += try Self.experiment(project, directory: directory)
    } catch {
      problems.append(error)
    }
    do throws(LiftwerkError) {
      parts += try await Self.bandit(project, directory: directory, threads: threads)
    } catch {
      problems.append(error)
    }
    do throws(LiftwerkError) {
      if let part = try Self.knowledge(project, directory: directory) { parts.append(part) }
    } catch {
      problems.append(error)
    }
    do throws(LiftwerkError) {
      if let part = try Self.policy(project, directory: directory) { parts.append(part) }
    } catch {
      problems.append(error)
    }
    if let problem = Self.joined(problems) { throw problem }
    sections = parts.flatMap(\.sections)
    warnings = parts.flatMap(\.warnings)
    notices = parts.flatMap(\.notices)
    let hashes = parts.map(\.dataHash)
    document = FindingsDocument(
      run: hashes.count == 1
        ? hashes[0] : ContentHash.hex(Data(hashes.joined(separator: " ").utf8)),
      findings: parts.flatMap(\.findings))
  }

  /// Several errors as one, with the messages of all; nil of none.
  static func joined(_ problems: [LiftwerkError]) -> LiftwerkError? {
    problems.first.map { first in
      LiftwerkError(first.code, messages: problems.flatMap(\.messages))
    }
  }

  /// The tables for a terminal.
  ///
  /// - Throws: `LiftwerkError` if a table is broken, which is a fault of the program.
  public func text(width: Int? = nil) throws(LiftwerkError) -> String {
    try TerminalText.text(sections, document, language, width: width)
  }
}
