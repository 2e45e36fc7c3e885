public import Findings
package import Interchange

/// What can be said about journeys before they are credited: what was read and left out, and what
/// will keep credit from meaning much.
///
/// Errors make data unusable and are thrown; what is said here can be credited, but deserves a look.
public struct AttributionReadiness: Sendable {
  /// Something that deserves a look.
  package struct Warning: Sendable, Equatable {
    /// Where to do something about it: a key of the project file.
    package var place: String
    /// What was seen.
    package var what: Phrase
    /// What to do.
    package var remedy: Phrase

    /// The warning in a language.
    package func text(_ language: Language) -> String {
      "\(place): \(what[language]) \(remedy[language])"
    }
  }

  /// Models that learn from journeys without conversion.
  static let needNulls: Set<AttributionModel> = [
    .markov1, .markov2, .markov3, .markov4, .markov5, .markovAuto, .shapleyRate, .shapleyValue,
    .casv, .hazard,
  ]
  /// The share of users, rows or touches from which something is worth a warning.
  static let notable = 0.05
  /// The share of touches from which direct visits hide what led to them.
  static let mostDirect = 0.3
  /// The share of converting journeys of one touch, of which all models say the same.
  static let mostSingle = 0.6
  /// The fewest conversions that models are told apart by.
  static let fewestConversions = 100

  let result: AttributionResult
  /// Whether the project says which rows may be used; nil where single people are not in the data.
  let tellsConsent: Bool?
  let data: AttributionData
  let direct: Set<UInt16>

  /// Looks at journeys.
  ///
  /// - Parameters:
  ///   - data: the journeys; its windows are those of `tests`, in their order.
  ///   - options: what is asked.
  ///   - tellsConsent: whether a column of consent is named; nil for collapsed paths.
  ///   - currency: the currency of value and spend.
  ///   - spend: money spent, by channel name.
  ///   - tests: lift tests for the calibration.
  /// - Throws: `AttributionError` for spend that is refused or a direct channel that is not there.
  package init(
    data: AttributionData, options: AttributionOptions, tellsConsent: Bool?,
    currency: String? = nil, spend: [String: Double]? = nil, tests: [LiftTest] = []
  ) async throws {
    var quick = options
    quick.bootstrap = 0
    result = try await AttributionResult.run(
      data: data, models: [], options: quick, currency: currency, spend: spend, tests: tests)
    self.data = data
    self.tellsConsent = tellsConsent
    direct = try DirectChannel.ranks(in: data.paths.channels, named: options.directChannel)
  }

  /// What was read, as sections of a report.
  public func sections() -> [Section] {
    let maker = AttributionSectionMaker(result: result, isForced: false)
    let channels = Section(
      id: "attribution-channels",
      title: Phrase(en: "Channels of the journeys", de: "Kanäle der Journeys"),
      blocks: [.table(maker.assisted())])
    return [maker.intake()] + (result.conversions > 0 ? [channels] : [])
  }

  /// The same as facts.
  public func findings(language: Language) -> [Finding] { result.findings(language: language) }

  /// What deserves a look, in English, the most important first.
  public var warnings: [String] { items.map { $0.text(.en) } }
}
