public import Bandits
public import Findings
import Foundation
import Tables

/// A project's live bandit with its ledger: what `liftwerk bandit decide`, `learn` and `promote` do.
public struct LiveSession {
  /// The project.
  public let project: Project
  /// The language of answers.
  public let language: Language
  /// The bandit's options.
  public let options: BanditOptions
  /// The memory.
  public let ledger: BanditLedger
  /// Now, in seconds since 1970.
  public let time: Double

  /// Takes up the bandit of a project file.
  ///
  /// - Parameters:
  ///   - path: the ledger's file.
  ///   - makesLedger: whether a missing ledger is made.
  ///   - time: now, in seconds since 1970.
  ///   - language: of answers; the report's if nil.
  /// - Throws: `LiftwerkError` with code `badProject` if the project has no bandit, `inputMissing` if
  ///   there is no ledger, `locked`, `inputOutput`.
  public init(
    _ file: ProjectFile, ledger path: String, makesLedger: Bool, time: Double,
    language: Language? = nil
  ) throws(LiftwerkError) {
    guard let options = file.project.bandit?.live else {
      throw LiftwerkError(
        .badProject, "\(file.path): there is no section bandit with live. Add one.")
    }
    project = file.project
    self.language = language ?? project.report.language ?? .en
    self.options = options
    self.time = time
    ledger = try Self.ledger(path, makes: makesLedger)
  }

  /// Opens a ledger.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` if there is none, unless one is to be made;
  ///   `locked`, `inputOutput`.
  public static func ledger(_ path: String, makes: Bool = false) throws(LiftwerkError)
    -> BanditLedger
  {
    guard makes || FileManager.default.fileExists(atPath: path) else {
      throw LiftwerkError(
        .inputMissing,
        "\(path): there is no ledger. Make one: liftwerk bandit learn --ledger \(path)")
    }
    do { return try BanditLedger(path: path) } catch { throw LiftwerkError(error) }
  }

  /// Writes all parts of the audit trail into a new folder.
  ///
  /// - Throws: `LiftwerkError` with code `cannotWrite` if it exists or cannot be written.
  public static func export(
    _ ledger: BanditLedger, to folder: String, as format: BanditLedger.TrailFormat
  ) throws(LiftwerkError) {
    do {
      try ledger.export(to: folder, as: format)
    } catch .conflict(let text), .ledger(let text) {
      throw LiftwerkError(.cannotWrite, text)
    } catch {
      throw LiftwerkError(error)
    }
  }

  /// What a person should know of the clock: nothing, if it has not gone back.
  public var clockRemark: String? {
    guard let last = try? ledger.latestTime(), time < last else { return nil }
    return
      "The clock shows \(time), earlier than the ledger's last entry, \(last); that time is kept "
      + "instead, and the audit trail says so. Look at the clock of this machine."
  }

  /// Decides from the shares in force; when it returns the decisions are on the disk.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` before the first version, `notPermitted` after
  ///   the kill switch, `locked`, `inputOutput`; then no decision was made.
  public func decide(_ count: Int) throws(LiftwerkError) -> [Decision] {
    do {
      let bandit = try LiveBandit(options, ledger: ledger)
      if let reason = try ledger.stopReason() {
        throw LiftwerkError(
          .notPermitted,
          "\(ledger.path): the kill switch is thrown (\(reason)), so nobody is served. Take it back: "
            + "liftwerk bandit resume --ledger \(ledger.path)")
      }
      guard bandit.shares != nil else {
        throw LiftwerkError(
          .inputMissing,
          "\(ledger.path): there is no version to decide from. Make one: liftwerk bandit learn "
            + "--ledger \(ledger.path)")
      }
      let decisions = (0..<count).compactMap { _ in bandit.decide(time: time) }
      try bandit.flush()
      return decisions
    } catch {
      throw LiftwerkError(error)
    }
  }

  /// Keeps the outcomes of files and makes a new version of them.
  ///
  /// - Throws: `LiftwerkError` with code `dataRefused`, `inputMissing`, `locked`, `inputOutput`.
  public func learn(_ files: [String]) throws(LiftwerkError) -> LiveAnswer {
    do {
      let lesson = try LiveBandit(options, ledger: ledger).learn(files: files, time: time)
      var answer = LiveAnswer(language)
      answer.findings = lesson.findings(
        language: language, currency: project.currency, level: options.level)
      answer.sections = [lesson.section].compactMap { $0 }
      if lesson.after == nil {
        answer.remarks = [
          Phrase(
            en: "Nothing is new, so the version stays.", de: "Nichts ist neu, die Version bleibt.")[
              language]
        ]
      }
      if let current = lesson.current, current.served == 0 {
        answer.reasons = current.reasons(language)
      }
      return answer
    } catch {
      throw LiftwerkError(error)
    }
  }

  /// Puts a policy in force if the gate lets it pass.
  ///
  /// - Parameter path: a CSV file with the columns `arm` and `probability`.
  /// - Throws: `LiftwerkError` with code `dataRefused`, `inputMissing`, `locked`, `inputOutput`.
  public func promote(
    _ path: String, gate: OPEGate, threads: Int
  ) async throws(LiftwerkError) -> LiveAnswer {
    do {
      let table = try TableReader.read(path: path)
      let promotion = try await LiveBandit(options, ledger: ledger).promote(
        table, named: (path as NSString).lastPathComponent, gate: gate, time: time,
        threads: threads)
      var answer = LiveAnswer(language)
      var evaluation = promotion.evaluation
      evaluation.currency = project.currency
      answer.findings = evaluation.findings(language: language)
      answer.sections = evaluation.sections()
      answer.reasons = promotion.verdict.reasons.map { $0[language] }
      if promotion.allocation != nil {
        answer.remarks = [
          Phrase(
            en: "The policy passed the gate; its shares are in force until the next version.",
            de: "Die Strategie passierte das Tor; ihre Anteile gelten bis zur nächsten Version.")[
              language]
        ]
      }
      return answer
    } catch {
      throw LiftwerkError(error)
    }
  }
}
