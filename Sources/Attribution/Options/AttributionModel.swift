import Findings

/// A rule or model that credits conversions to channels, by its name on the command line.
public enum AttributionModel: String, Codable, Sendable, CaseIterable {
  case firstTouch = "first-touch"
  case lastTouch = "last-touch"
  case lastNonDirect = "last-non-direct"
  case linear
  case position
  case timeDecay = "time-decay"
  case markov1 = "markov-1"
  case markov2 = "markov-2"
  case markov3 = "markov-3"
  case markov4 = "markov-4"
  case markov5 = "markov-5"
  /// The order that predicts held-out journeys best.
  case markovAuto = "markov-auto"
  /// The sum game: conversions of journeys whose channels all belong to the coalition.
  case shapley
  /// The rate game: conversions over journeys whose channels all belong to the coalition.
  case shapleyRate = "shapley-rate"
  /// The value game: value over journeys whose channels all belong to the coalition.
  case shapleyValue = "shapley-value"
  /// The sum game by place in the journey.
  case shapleyOrdered = "shapley-ordered"
  /// Counterfactual-adjusted Shapley on the Markov chain.
  case casv
  /// The discrete-time hazard of conversion.
  case hazard

  /// The order of a Markov model whose order is given; nil for the others.
  public var markovOrder: Int? {
    switch self {
    case .markov1: 1
    case .markov2: 2
    case .markov3: 3
    case .markov4: 4
    case .markov5: 5
    default: nil
    }
  }
}

extension AttributionModel {
  /// The message for a name that is no model's.
  public static func unknown(_ name: String) -> String {
    let known = allCases.map(\.rawValue)
    let hint = nearestNames(to: name, among: known).first.map { "; did you mean \"\($0)\"?" }
    return "\"\(name)\" is no model\(hint ?? ".") Known are: \(known.joined(separator: ", "))."
  }
}
