import Findings

/// One choice about the model that differs from what was asked for.
enum ModelVariation: Sendable, Equatable {
  case knots(MediaMixOptions.Baseline.Knots)
  case fourier(Int)
  case adstock(AdstockFamily)
  case saturation(SaturationFamily)
  /// Channels are believed to be this many times as strong as the priors say.
  case priorScale(Double)

  /// The key of the project file it belongs to.
  var axis: String {
    switch self {
    case .knots: "knots"
    case .fourier: "fourier"
    case .adstock: "adstock"
    case .saturation: "saturation"
    case .priorScale: "roi_prior_scale"
    }
  }

  /// The name that findings give it: axis and value, the same in every language.
  var name: String {
    switch self {
    case .knots(.auto): "knots auto"
    case .knots(.selected): "knots selected"
    case .knots(.count(let count)): "knots \(count)"
    case .knots(.at(let labels)): "knots at \(labels.joined(separator: " "))"
    case .fourier(let pairs): "fourier \(pairs)"
    case .adstock(let family): "adstock \(family.rawValue)"
    case .saturation(let family): "saturation \(family.rawValue)"
    case .priorScale(let factor): "roi_prior_scale \(Self.plain(factor))"
    }
  }

  /// The name that a person reads.
  var phrase: Phrase {
    switch self {
    case .knots(.auto): Phrase(en: "knots: auto", de: "Knoten: auto")
    case .knots(.selected): Phrase(en: "knots: selected", de: "Knoten: ausgewählt")
    case .knots(.count(let count)):
      count == 1
        ? Phrase(en: "1 knot", de: "1 Knoten") : Phrase(en: "\(count) knots", de: "\(count) Knoten")
    case .knots(.at(let labels)):
      Phrase(
        en: "knots at \(labels.joined(separator: ", "))",
        de: "Knoten bei \(labels.joined(separator: ", "))")
    case .fourier(let pairs): Phrase(en: "Fourier \(pairs)", de: "Fourier \(pairs)")
    case .adstock(let family):
      Phrase(en: "\(family.rawValue) adstock", de: "Adstock \(family.rawValue)")
    case .saturation(let family):
      Phrase(en: "\(family.rawValue) saturation", de: "Sättigung \(family.rawValue)")
    case .priorScale(let factor):
      Phrase(
        en: "priors × \(Self.plain(factor))",
        de: "Priors × \(Self.plain(factor).replacing(".", with: ","))")
    }
  }

  private static func plain(_ factor: Double) -> String {
    factor == factor.rounded() && abs(factor) < 1e6 ? String(Int(factor)) : String(factor)
  }

  /// The options with this choice made.
  ///
  /// - Parameter model: the model that was asked for, which knows the priors in force.
  func applied(to options: MediaMixOptions, of model: MediaMixModel) -> MediaMixOptions {
    var options = options
    switch self {
    case .knots(let knots): options.baseline.knots = knots
    case .fourier(let pairs): options.baseline.fourier = pairs
    case .adstock(let family):
      for name in options.channels.keys { options.channels[name]?.adstock = family }
      for name in options.organic.keys { options.organic[name]?.media.adstock = family }
    case .saturation(let family):
      for name in options.channels.keys { options.channels[name]?.saturation = family }
      for name in options.organic.keys { options.organic[name]?.media.saturation = family }
    case .priorScale(let factor):
      for term in model.design.specification.terms where term.role == .paid {
        options.channels[term.name]?.prior.scaleStrength(term, by: factor)
      }
    }
    return options
  }
}
