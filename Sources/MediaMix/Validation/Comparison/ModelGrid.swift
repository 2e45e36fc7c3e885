import Findings

/// The models that a comparison fits.
package struct ModelGrid: Sendable {
  /// The most models of one comparison.
  static let limit = 64

  /// One of them.
  package struct Entry: Sendable {
    /// What differs from the model asked for; nothing in that model itself.
    let variations: [ModelVariation]
    package let model: MediaMixModel

    /// The name that findings give it.
    package var name: String {
      variations.isEmpty ? "base" : variations.map(\.name).joined(separator: ", ")
    }
    /// The name that a person reads.
    var phrase: Phrase {
      if variations.isEmpty { return Phrase(en: "as asked", de: "wie angegeben") }
      let phrases = variations.map(\.phrase)
      return Phrase(
        en: phrases.map(\.en).joined(separator: ", "), de: phrases.map(\.de).joined(separator: ", ")
      )
    }
  }

  /// The model asked for comes first.
  package let entries: [Entry]

  /// Lays the grid out and resolves every model, so that a choice that does not fit is refused before
  /// anything is sampled.
  ///
  /// A value that makes the same model as an earlier one, as `auto` and the number it stands for, is
  /// fitted once.
  ///
  /// - Throws: `MediaMixError.refused` with every problem found.
  package init(data: MediaMixData, options: MediaMixOptions) throws(MediaMixError) {
    let choice = options.compare ?? .init()
    var base = options
    base.compare = nil
    let model = try MediaMixModel(data: data, options: base)
    let axes = try Self.axes(choice, model)
    var combinations: [[ModelVariation]] = [[]]
    switch choice.mode {
    case .oneAtATime: combinations += axes.flatMap { $0.map { [$0] } }
    case .full:
      let count = axes.reduce(1) { min($0 * $1.count, 1_000_000) }
      guard count <= Self.limit else { throw .refused([Self.tooMany(count)]) }
      combinations += axes.reduce([[]]) { rows, axis in
        rows.flatMap { row in axis.map { row + [$0] } }
      }
    }
    guard combinations.count <= Self.limit + 1 else {
      throw .refused([Self.tooMany(combinations.count)])
    }
    entries = try Self.resolve(combinations, model, isStandard: choice.isEmpty)
    if entries.count < 2 {
      throw .refused([
        MediaMixProblem(
          "every choice leads to the model that was asked for, so there is nothing to compare",
          at: "media_mix.compare",
          remedy: "Give other values, as in knots: [auto, 4], or leave compare out.")
      ])
    }
  }

  private static func tooMany(_ count: Int) -> MediaMixProblem {
    MediaMixProblem(
      "\(count) models are more than the \(limit) that are compared at once",
      at: "media_mix.compare", remedy: "Give fewer values, or set mode: one-at-a-time.")
  }

  /// The values of each axis that has some.
  private static func axes(
    _ choice: MediaMixOptions.Comparison, _ model: MediaMixModel
  ) throws(MediaMixError) -> [[ModelVariation]] {
    let axes: [[ModelVariation]] =
      choice.isEmpty
      ? standard(model)
      : [
        choice.knots.map { .knots($0) }, choice.fourier.map { .fourier($0) },
        choice.adstock.map { .adstock($0) }, choice.saturation.map { .saturation($0) },
        choice.priorScale.map { .priorScale($0) },
      ]
    var problems: [MediaMixProblem] = []
    for axis in axes {
      for (index, value) in axis.enumerated() {
        let place = "media_mix.compare.\(value.axis)"
        if axis[..<index].contains(value) {
          problems.append(
            MediaMixProblem("\(value.name) is listed twice", at: place, remedy: "List it once."))
        }
        if case .priorScale(let factor) = value, !(factor > 0 && factor.isFinite) {
          problems.append(
            MediaMixProblem(
              "\(factor) is no factor for a prior", at: place,
              remedy: "Give a positive number, such as 0.5."))
        }
      }
    }
    if !problems.isEmpty { throw .refused(problems) }
    return axes.filter { !$0.isEmpty }
  }

  /// Half and twice the knots, the commonest adstock and saturation families, and channels believed
  /// to be half and twice as strong.
  private static func standard(_ model: MediaMixModel) -> [[ModelVariation]] {
    let knots = model.design.specification.knots.count
    let most = model.design.specification.trainCount
    return [
      [.knots(.count(max(2, (knots + 1) / 2))), .knots(.count(min(most, max(3, 2 * knots))))],
      [AdstockFamily.geometric, .binomial, .delayed].map { .adstock($0) },
      [SaturationFamily.hill, .logistic].map { .saturation($0) },
      [.priorScale(0.5), .priorScale(2)],
    ]
  }

  private static func resolve(
    _ combinations: [[ModelVariation]], _ base: MediaMixModel, isStandard: Bool
  ) throws(MediaMixError) -> [Entry] {
    var entries: [Entry] = []
    var known: [ResolvedChoices] = []
    var problems: [MediaMixProblem] = []
    for variations in combinations {
      do {
        var options = base.options
        for variation in variations { options = variation.applied(to: options, of: base) }
        let entry = Entry(
          variations: variations, model: try MediaMixModel(data: base.data, options: options))
        let choices = ResolvedChoices(entry.model)
        if known.contains(choices) { continue }
        known.append(choices)
        entries.append(entry)
      } catch {
        guard case .refused(let found) = error else { throw error }
        // Nobody asked for this model: a prior may have been stated that its family does not have.
        if isStandard { continue }
        for problem in found {
          let name = variations.map(\.name).joined(separator: ", ")
          problems.append(
            MediaMixProblem(
              "with \(name), \(problem.location): \(problem.what)", at: "media_mix.compare",
              remedy: problem.remedy))
        }
      }
    }
    if !problems.isEmpty { throw .refused(problems) }
    return entries
  }
}

/// What makes two models of a grid the same.
private struct ResolvedChoices: Equatable {
  let knots: [Int]
  let fourier: Int
  let families: [String]
  let strengths: [PriorSpecification?]

  init(_ model: MediaMixModel) {
    let specification = model.design.specification
    knots = specification.knots
    fourier = specification.fourierOrder
    families = specification.terms.map { "\($0.adstock.rawValue) \($0.saturation.rawValue)" }
    strengths = specification.terms.map { PriorSpecification($0.strengthPrior, scaledBy: 1) }
  }
}
