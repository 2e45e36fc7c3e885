import Findings

/// The models of a run, prepared for its journeys.
package struct PreparedModels: Sendable {
  /// The models in the order asked for.
  package private(set) var models: [(AttributionModel, any CreditModel)] = []
  /// How well those that give probabilities predict journeys that were held out.
  package private(set) var scores: [ModelScore] = []
  /// What the models decided by themselves, by name.
  package private(set) var decisions: [String: String] = [:]

  private let data: AttributionData
  private let options: AttributionOptions
  private let pathSets: PathSets?
  private var orders: MarkovOrderChoice?

  /// Prepares models.
  ///
  /// - Parameters:
  ///   - isScored: whether models are scored on held-out journeys; where the order of a Markov model
  ///     is to be chosen they are in any case.
  ///   - progress: is told what is going on.
  /// - Throws: `AttributionError`; not for a model that merely cannot credit these data, which is
  ///   prepared to say so.
  package init(
    _ data: AttributionData, options: AttributionOptions, isScored: Bool,
    progress: (String) -> Void = { _ in }
  ) throws(AttributionError) {
    self.data = data
    self.options = options
    let games: Set<AttributionModel> = [.shapley, .shapleyRate, .shapleyValue]
    pathSets = games.isDisjoint(with: options.models) ? nil : PathSets(data.paths)
    let isMarkov = options.models.contains { $0.markovOrder != nil }
    if options.models.contains(.markovAuto) || (isScored && isMarkov) {
      progress("Scoring Markov models of order 1 to 5")
      let choice = try MarkovOrderChoice(
        paths: data.paths, counts: data.counts, options: options)
      orders = choice
      scores = choice.scores.map { ModelScore($0) }
    }
    for name in options.models {
      progress("Preparing \(name.rawValue)")
      do throws(AttributionError) {
        models.append((name, try model(name, isScored: isScored)))
      } catch {
        // Options that no data could make good are an error; the rest is a fact about these data.
        guard case .refused(let text) = error else { throw error }
        models.append((name, RefusingModel(refusal: Credit.Refusal(sentence: text))))
      }
    }
  }

  private mutating func model(
    _ name: AttributionModel, isScored: Bool
  ) throws(AttributionError) -> any CreditModel {
    let paths = data.paths
    switch name {
    case .firstTouch: return FirstTouch(paths: paths, options: options)
    case .lastTouch: return LastTouch(paths: paths, options: options)
    case .lastNonDirect: return try LastNonDirect(paths: paths, options: options)
    case .linear: return LinearCredit(paths: paths, options: options)
    case .position: return try PositionCredit(paths: paths, options: options)
    case .timeDecay:
      return TimeDecay(paths: paths, converting: data.converting, options: options)
    case .markov1, .markov2, .markov3, .markov4, .markov5:
      return try MarkovModel(paths: paths, order: name.markovOrder ?? 1, options: options)
    case .markovAuto: return try chosenOrder()
    case .shapley: return SumGame(pathSets ?? PathSets(paths))
    case .shapleyRate:
      return try RateGame(pathSets ?? PathSets(paths), worth: .conversions, options: options)
    case .shapleyValue:
      return try RateGame(pathSets ?? PathSets(paths), worth: .value, options: options)
    case .shapleyOrdered: return OrderedSumGame(paths: paths, options: options)
    case .casv: return try CASVModel(paths: paths, options: options)
    case .hazard: return try hazard(isScored: isScored)
    }
  }

  private mutating func chosenOrder() throws(AttributionError) -> any CreditModel {
    guard let orders else { throw .refused("The order of the Markov model was not chosen.") }
    decisions["markov_auto.order"] = String(orders.order)
    return orders.model
  }

  private mutating func hazard(isScored: Bool) throws(AttributionError) -> any CreditModel {
    guard let timed = data.timed else {
      return RefusingModel(
        refusal: .init(
          Phrase(en: "the data have no times", de: "die Daten haben keine Zeiten"),
          remedy: Phrase(
            en: "Use a touch log with a time column, or another model.",
            de: "Ein Log mit einer Spalte der Zeit oder ein anderes Modell verwenden.")))
    }
    guard data.counts.totalNulls > 0, data.counts.totalConversions > 0 else {
      return RefusingModel(
        refusal: .init(
          Phrase(
            en: "the data do not hold journeys both with and without conversion",
            de: "die Daten enthalten nicht Journeys sowohl mit als auch ohne Conversion"),
          remedy: Phrase(
            en: "Export journeys without conversion too, or leave the model out.",
            de: "Auch Journeys ohne Conversion exportieren oder das Modell weglassen.")))
    }
    let model = try HazardModel(timed: timed, channels: data.paths.channels, options: options)
    decisions["hazard.half_life_days"] = String(model.halfLifeDays)
    if isScored {
      let score = try model.heldOutScore(seed: options.seed)
      scores.append(
        ModelScore(
          model: .hazard, logScore: score.logScore, standardError: score.standardError,
          auc: score.auc, journeys: score.journeys))
    }
    return HazardCredit(model, paths: data.paths, counts: data.counts)
  }
}

/// A model that has no credits for these data, and says why.
private struct RefusingModel: CreditModel {
  let refusal: Credit.Refusal

  func credit(_ counts: PathCounts) -> Credit { Credit(refusal: refusal) }
}

extension Credit.Refusal {
  /// Takes an error's sentence: what is wrong, and after a semicolon what to do.
  fileprivate init(sentence: String) {
    let parts = sentence.split(separator: "; ", maxSplits: 1).map(String.init)
    var reason = parts.first ?? sentence
    if reason.last == "." { reason.removeLast() }
    let remedy = parts.count < 2 ? "" : parts[1].prefix(1).uppercased() + parts[1].dropFirst()
    self.init(
      Phrase(reason),
      remedy: remedy.isEmpty
        ? Phrase(en: "Leave the model out.", de: "Das Modell weglassen.") : Phrase(remedy))
  }
}

extension ModelScore {
  /// The score of a Markov model.
  init(_ score: HeldOutScore) {
    self.init(
      // What a journey came to, as the other models foretell it, and not its touches.
      model: score.model, logScore: score.endScore, standardError: score.endScoreError,
      auc: score.auc, journeys: score.journeys)
  }
}
