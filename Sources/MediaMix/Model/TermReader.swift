import Foundation
import Probability

/// Makes the terms of a model of its options.
struct TermReader {
  let options: MediaMixOptions
  let data: MediaMixData
  let courses: CourseReader

  typealias Term = MediaMixSpecification.Term
  typealias Strength = MediaMixSpecification.Strength

  /// Terms in the order of `data.terms`; those with a problem are left out.
  ///
  /// - Parameters:
  ///   - problems: receives what is wrong.
  ///   - resolved: receives the families that plain statements became, by `term.key`.
  func terms(
    _ problems: inout [MediaMixProblem], resolved: inout [String: PriorSpecification]
  ) -> [Term] {
    data.channels.compactMap { name in
      options.channels[name].flatMap { channel in
        medium(
          name, .paid, channel.media, channel.prior, "media_mix.channels.\(name)", &problems,
          &resolved)
      }
    }
      + data.organic.compactMap { name in
        options.organic[name].flatMap { organic in
          medium(
            name, .organic, organic.media, organic.prior, "media_mix.organic.\(name)", &problems,
            &resolved)
        }
      }
      + data.treatments.compactMap { name in
        options.treatments[name].flatMap { treatment(name, $0, &problems, &resolved) }
      }
  }

  private func medium(
    _ name: String, _ role: Term.Role, _ media: MediaMixOptions.Media,
    _ prior: MediaMixOptions.ChannelPrior, _ path: String, _ problems: inout [MediaMixProblem],
    _ resolved: inout [String: PriorSpecification]
  ) -> Term? {
    let isPeer = options.preset == .pymcMarketing
    let adstock = media.adstock ?? .geometric
    let saturation = media.saturation ?? (isPeer ? .logistic : .hill)
    let (strength, specification) = strength(role, prior)
    checkStrength(strength, role, path, &problems)
    let maxLag = maxLag(media, adstock, path, &problems)
    // All are looked at before one is missed, so that every problem is told.
    var reader = PriorReader(path: "\(path).prior")
    let strengthPrior = reader.read(strength.rawValue, specification)
    var shapes: [(any UnivariateDistribution)?] = []
    for parameters in [adstock.parameters, saturation.parameters] {
      for place in 0..<2 {
        guard place < parameters.count else {
          shapes.append(reader.read("", .init("fixed", [0])))
          continue
        }
        let parameter = parameters[place]
        shapes.append(
          reader.read(
            parameter.key, prior.shapes[parameter.key] ?? standard(parameter, media),
            parameter.range))
      }
    }
    checkShapes(prior, adstock, saturation, path, &problems)
    let spread = reader.read("geo_spread", geoSpread)
    problems += reader.problems
    for (key, prior) in reader.resolved { resolved["\(name).\(key)"] = prior }
    guard let strengthPrior, let spread, shapes.allSatisfy({ $0 != nil }) else { return nil }
    return Term(
      name: name, role: role, adstock: adstock, maxLag: maxLag, saturation: saturation,
      order: media.reach != nil ? .saturationFirst : media.order ?? .adstockFirst,
      strength: strength, strengthPrior: strengthPrior, shapes: shapes.compactMap { $0 },
      geoSpread: spread, geoEffects: geoEffects(strengthPrior, path, &problems),
      course: courses.course(of: name))
  }

  private func treatment(
    _ name: String, _ treatment: MediaMixOptions.Treatment, _ problems: inout [MediaMixProblem],
    _ resolved: inout [String: PriorSpecification]
  ) -> Term? {
    let path = "media_mix.treatments.\(name)"
    let (strength, specification) = strength(.treatment, treatment.prior)
    checkStrength(strength, .treatment, path, &problems)
    checkShapes(treatment.prior, nil, nil, path, &problems)
    var reader = PriorReader(path: "\(path).prior")
    let strengthPrior = reader.read(strength.rawValue, specification)
    let spread = reader.read("geo_spread", treatmentSpread)
    let none = reader.read("", .init("fixed", [0]))
    problems += reader.problems
    for (key, prior) in reader.resolved { resolved["\(name).\(key)"] = prior }
    guard let strengthPrior, let spread, let none else { return nil }
    return Term(
      name: name, role: .treatment, adstock: .none, maxLag: 0, saturation: .none,
      order: .adstockFirst, strength: strength, strengthPrior: strengthPrior,
      shapes: [Double](repeating: 0, count: ParameterLayout.shapeCount).map { _ in none },
      geoSpread: spread, geoEffects: .normal)
  }

  /// The prior of a shape's parameter unless the user gives one.
  ///
  /// Frequency counts contacts, so it saturates on another scale than exposure in medians: with
  /// reach and frequency, half saturation and slope have Meridian's priors for them.
  private func standard(
    _ parameter: ShapeParameter, _ media: MediaMixOptions.Media
  ) -> PriorSpecification {
    switch (parameter.key, media.reach != nil, options.preset) {
    case ("half_saturation", true, _): .init("shiftedlognormal", [0.1, 0.7, 0.4])
    case ("slope", true, _): .init("lognormal", [0.7, 0.4])
    case ("alpha", _, .pymcMarketing): .init("beta", [1, 3])
    // Its rate lambda ~ Gamma(3, 1) is ln 3 / half saturation.
    case ("half_saturation", _, .pymcMarketing): .init("inversegamma", [3, log(3)])
    default: parameter.prior
    }
  }

  private var geoSpread: PriorSpecification {
    data.geoCount > 1 ? .init("halfnormal", [1]) : .init("fixed", [0])
  }

  /// Meridian gives treatments, whose effects need not be positive, the spread of controls.
  private var treatmentSpread: PriorSpecification {
    data.geoCount > 1 && options.preset == .meridian ? .init("halfnormal", [5]) : geoSpread
  }

  private func maxLag(
    _ media: MediaMixOptions.Media, _ adstock: AdstockFamily, _ path: String,
    _ problems: inout [MediaMixProblem]
  ) -> Int {
    if adstock == .none { return 0 }
    let maxLag = media.maxLag ?? min(8, data.timeCount - 1)
    if maxLag >= 0 && maxLag < data.timeCount { return maxLag }
    problems.append(
      MediaMixProblem(
        "a last lag of \(maxLag) does not fit \(data.timeCount) periods", at: "\(path).max_lag",
        remedy: "Give a number from 0 to \(data.timeCount - 1)."))
    return 0
  }

  /// How an effect differs from geo to geo: never below zero, unless its prior reaches there.
  private func geoEffects(
    _ prior: any UnivariateDistribution, _ path: String, _ problems: inout [MediaMixProblem]
  ) -> MediaMixOptions.GeoEffects {
    if data.isNational { return prior.isPositive ? .lognormal : .normal }
    let effects = options.geoEffects ?? .lognormal
    if effects == .lognormal && !prior.isPositive {
      problems.append(
        MediaMixProblem(
          "log-normal geo effects need priors on positive numbers", at: "\(path).prior",
          remedy: "Give a positive prior such as lognormal, or set geo_effects: normal."))
    }
    return effects
  }
}

// What a term's strength is stated as.
extension TermReader {
  private func strength(
    _ role: Term.Role, _ prior: MediaMixOptions.ChannelPrior
  ) -> (Strength, PriorSpecification) {
    if let roi = prior.roi { return (.roi, roi) }
    if let mroi = prior.mroi { return (.mroi, mroi) }
    if let contribution = prior.contribution { return (.contribution, contribution) }
    if let coefficient = prior.coefficient { return (.coefficient, coefficient) }
    if options.preset == .pymcMarketing {
      return (
        .coefficient, role == .treatment ? .init("normal", [0, 2]) : .init("halfnormal", [2])
      )
    }
    switch role {
    case .paid: return paidStrength
    case .organic:
      return isSigned
        ? (.coefficient, .init("halfnormal", [1]))
        : (.contribution, .init("beta", [1, 99]))
    case .treatment:
      return isSigned
        ? (.coefficient, .init("normal", [0, 5]))
        : (.contribution, .init("truncatednormal", [0, 0.1, -1, 1]))
    }
  }

  /// Whether the KPI has both signs, as net flows have: a share of its sum says little then.
  private var isSigned: Bool { data.kpi.contains { $0 < 0 } }

  private var paidStrength: (Strength, PriorSpecification) {
    if options.target.isMoney && !isSigned { return (.roi, .init("lognormal", [0.2, 0.9])) }
    if options.preset == .meridian { return (.roi, commonReturn()) }
    // Each share has mean 0.4 / C, so that together the channels explain 40 % before the data speak.
    let count = Double(data.channels.count)
    return (.contribution, .init("beta", [1, max(count / 0.4 - 1, 1)]))
  }

  /// Meridian's prior for a KPI without a money value: one log-normal return for all channels, under
  /// which paid media explain 40 % of the KPI with a standard deviation of 20 %.
  private func commonReturn() -> PriorSpecification {
    let spends = data.channels.indices.map { data.totalSpend($0) }
    let total = spends.reduce(0, +)
    let squares = spends.reduce(0) { $0 + $1 * $1 }
    let variance = log(0.2 * 0.2 / (0.4 * 0.4) * total * total / squares + 1)
    let mean = log(0.4 * abs(data.totalOutcome) / total) - variance / 2
    return .init("lognormal", [mean, variance.squareRoot()])
  }

  private func checkStrength(
    _ strength: Strength, _ role: Term.Role, _ path: String, _ problems: inout [MediaMixProblem]
  ) {
    if role != .paid && (strength == .roi || strength == .mroi) {
      problems.append(
        MediaMixProblem(
          "there is no return without spend", at: "\(path).prior",
          remedy: "State what is believed as contribution or coefficient."))
    }
    let base = ReportWindow.shareBase(data, 0...(data.timeCount - 1))
    if strength == .contribution && base <= 0 {
      problems.append(
        MediaMixProblem(
          "the outcome adds up to \(base), so nothing has a share of it", at: "\(path).prior",
          remedy: "State what is believed as coefficient instead."))
    }
  }

  /// Refuses priors of parameters that the families do not have.
  private func checkShapes(
    _ prior: MediaMixOptions.ChannelPrior, _ adstock: AdstockFamily?,
    _ saturation: SaturationFamily?, _ path: String, _ problems: inout [MediaMixProblem]
  ) {
    let known = ((adstock?.parameters ?? []) + (saturation?.parameters ?? [])).map(\.key)
    for key in prior.shapes.keys.sorted() where !known.contains(key) {
      let families = [adstock?.rawValue, saturation?.rawValue].compactMap { $0 }
      problems.append(
        MediaMixProblem(
          families.isEmpty
            ? "a treatment acts as it is and has no \(key)"
            : "\(key) is no parameter of \(families.joined(separator: " adstock and ")) saturation",
          at: "\(path).prior.\(key)",
          remedy: known.isEmpty
            ? "Remove it." : "Remove it; the parameters are \(known.joined(separator: ", "))."))
    }
  }
}
