import Findings
public import Foundation
public import MediaMix
public import Runs

/// Where fits are kept between runs, so that a changed caption, language or level never refits.
///
/// A fit's key is the hash of its data, of the options that decide its draws, of where it started,
/// of the program's version, and of the kind of machine: another processor may differ in the last
/// bits, and its draws are then others.
public struct FitCache: FitStore {
  /// The variable of the environment that turns the cache `off` or names another folder.
  public static let variable = "LIFTWERK_CACHE"

  private let contents: ContentCache
  private let notice: @Sendable (String) -> Void

  /// Keeps fits in a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder; it is made when the first fit is kept.
  ///   - capacity: the most bytes it may hold.
  ///   - notice: told why a fit could not be kept.
  public init(
    folder: String, capacity: Int = ContentCache.standardCapacity,
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    contents = ContentCache(folder: folder, capacity: capacity)
    self.notice = notice
  }

  /// The folder that the environment asks for: `LIFTWERK_CACHE`, else below the user's folder of
  /// caches; nil if it turns the cache off or names no home.
  public static func folder(_ environment: [String: String]) -> String? {
    if let chosen = environment[variable], !chosen.isEmpty {
      return chosen == "off" ? nil : URL(fileURLWithPath: chosen).standardizedFileURL.path
    }
    // The XDG base directory specification: a relative path is to be ignored.
    if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") {
      return caches + "/liftwerk/fits"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.cache/liftwerk/fits"
  }

  /// The bytes that were kept for a question.
  public func load(_ question: FitQuestion) -> Data? {
    Self.key(question).flatMap(contents.load)
  }

  /// Keeps bytes for a question.
  public func save(_ bytes: Data, for question: FitQuestion) {
    guard let key = Self.key(question) else { return }
    if let reason = contents.save(bytes, key) { notice(reason) }
  }

  /// What the key is the hash of.
  private struct Key: Encodable {
    var version: String
    var machine: [String]
    var data: String
    var options: MediaMixOptions
    var warmStart: WarmStart?
  }

  /// The key of a question, 64 hexadecimal digits; nil if an option is no finite number.
  package static func key(
    _ question: FitQuestion, version: String = LiftwerkVersion.current,
    machine: Manifest.Machine = .here
  ) -> String? {
    let key = Key(
      version: version,
      machine: [machine.processor, machine.blasKernel, machine.blasVersion, machine.swift],
      data: question.data.contentHash, options: question.options, warmStart: question.warmStart)
    return (try? StableJSON.encode(key)).map { ContentHash.hex($0) }
  }
}
