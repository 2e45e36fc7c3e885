/// What a plan is judged by, over posterior draws of what it brings.
public enum Objective: Sendable, Equatable, Codable, CustomStringConvertible {
  /// The mean.
  case expected
  /// What is reached with probability 1 - p: the p-quantile (value at risk).
  case quantile(Double)
  /// The mean of the worst share p of draws (conditional value at risk; Rockafellar and Uryasev
  /// 2000).
  case tailMean(Double)
  /// The mean less so many standard deviations.
  case meanLessDeviations(Double)
  /// The probability of bringing more than today's plan.
  case probability

  /// The word of the project file and the command line: `expected`, `quantile:0.1`, `cvar:0.1`,
  /// `mean-sd:1`, `probability`.
  public var description: String {
    switch self {
    case .expected: "expected"
    case .quantile(let p): "quantile:\(p)"
    case .tailMean(let p): "cvar:\(p)"
    case .meanLessDeviations(let weight): "mean-sd:\(weight)"
    case .probability: "probability"
    }
  }

  /// Reads the word; nil if there is none such.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let number = parts.count == 2 ? Double(parts[1]) : nil
    switch (parts.first.map(String.init), number, parts.count) {
    case ("expected", nil, 1): self = .expected
    case ("probability", nil, 1): self = .probability
    case ("quantile", let p?, 2) where p > 0 && p < 1: self = .quantile(p)
    case ("cvar", let p?, 2) where p > 0 && p < 1: self = .tailMean(p)
    case ("mean-sd", let weight?, 2) where weight >= 0 && weight.isFinite:
      self = .meanLessDeviations(weight)
    default: return nil
    }
  }

  /// What the words are, for messages.
  public static let words = "expected, quantile:0.1, cvar:0.1, mean-sd:1, probability"

  /// Reads the word.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let objective = Objective(text) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "\"\(text)\" is no objective. Write one of: \(Self.words)."))
    }
    self = objective
  }

  /// Writes the word.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Objective {
  /// The judgement on what a plan brings in each draw, and the same of today's plan.
  package func score(_ values: [Double], today: [Double]) -> Double {
    let count = Double(max(1, values.count))
    let mean = values.reduce(0, +) / count
    switch self {
    case .expected: return mean
    case .quantile(let p):
      let sorted = values.sorted()
      let place = p * (count - 1)
      let k = min(Int(place), sorted.count - 1)
      let next = sorted[min(k + 1, sorted.count - 1)]
      return sorted[k] + (place - Double(k)) * (next - sorted[k])
    case .tailMean(let p):
      let used = max(1, Int((p * count).rounded(.up)))
      return values.sorted().prefix(used).reduce(0, +) / Double(used)
    case .meanLessDeviations(let weight):
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return mean - weight * (square / max(1, count - 1)).squareRoot()
    case .probability:
      return Double(zip(values, today).count { $0 > $1 }) / count
    }
  }
}
