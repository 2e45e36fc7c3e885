import Foundation
import Tables

extension CurveFile {
  /// The longest lag and the most draws that are read.
  static let lagLimit = 520
  static let drawLimit = 100_000

  static func problem(_ error: DecodingError, _ name: String) -> MediaMixProblem {
    let (context, text): (DecodingError.Context, String) =
      switch error {
      case .dataCorrupted(let context): (context, context.debugDescription)
      case .keyNotFound(let key, let context): (context, "\(key.stringValue) is missing")
      case .typeMismatch(_, let context), .valueNotFound(_, let context):
        (context, context.debugDescription)
      @unknown default: (.init(codingPath: [], debugDescription: ""), "\(error)")
      }
    let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
    return MediaMixProblem(
      text, at: name + (path.isEmpty ? "" : ", " + path.joined().drop { $0 == "." }),
      remedy: "Write it as the documentation of response curves says.")
  }

  /// Everything that is wrong with the numbers.
  func problems(_ name: String) -> [MediaMixProblem] {
    var problems: [MediaMixProblem] = []
    func need(_ holds: Bool, _ what: String, _ place: String, _ remedy: String) {
      if !holds { problems.append(.init(what, at: "\(name), \(place)", remedy: remedy)) }
    }
    need(!periods.isEmpty, "there are no periods", "periods", "Name those that are planned.")
    need(
      Set(periods).count == periods.count, "a period is named twice", "periods",
      "Name each once, in order.")
    need(!channels.isEmpty, "there are no channels", "channels", "Give at least one.")
    need(
      Set(channels.map(\.name)).count == channels.count, "a channel is named twice", "channels",
      "Name each once.")
    if let outcomeValue {
      need(
        outcomeValue > 0 && outcomeValue.isFinite, "the value is not above 0", "outcome_value",
        "Give the money that a unit of outcome is worth, or leave it out.")
    }
    if let weight {
      need(
        weight.count == periods.count && weight.allSatisfy(Self.isAmount),
        "it takes \(periods.count) numbers from 0 to 1e30", "weight",
        "Give one for each period.")
    }
    for channel in channels { check(channel, name, &problems) }
    return problems
  }

  /// Products of three such numbers stay finite.
  private static func isAmount(_ x: Double) -> Bool { (0...1e30).contains(x) }

  private func check(_ channel: Channel, _ name: String, _ problems: inout [MediaMixProblem]) {
    let draws = channels[0].coefficient.count
    func rows(
      _ key: String, _ values: [Double]?, _ count: Int, _ rule: String, _ holds: (Double) -> Bool
    ) {
      guard let values, values.count != count || !values.allSatisfy(holds) else { return }
      problems.append(
        .init(
          "it takes \(count) numbers \(rule)", at: "\(name), \(displayed(channel.name)).\(key)",
          remedy: values.count == count
            ? "Number \((values.firstIndex { !holds($0) } ?? 0) + 1) is not."
            : "There are \(values.count)."))
    }
    guard (0...Self.lagLimit).contains(channel.maxLag), (1...Self.drawLimit).contains(draws) else {
      problems.append(
        .init(
          "a lag is 0 to \(Self.lagLimit), and draws are 1 to \(Self.drawLimit)",
          at: "\(name), \(displayed(channel.name))", remedy: "Give others."))
      return
    }
    rows("spend", channel.spend, periods.count, "from 0 to 1e30", Self.isAmount)
    rows("exposure", channel.exposure, periods.count, "from 0 to 1e30", Self.isAmount)
    rows("frequency", channel.frequency, periods.count, "from 0 to 1e30", Self.isAmount)
    rows("history", channel.history, channel.maxLag, "from 0 to 1e30", Self.isAmount)
    rows("largest", channel.largest.map { [$0] }, 1, "from 0 to 1e30", Self.isAmount)
    rows("coefficient", channel.coefficient, draws, "from 0 to 1e30", Self.isAmount)
    rows("alpha", channel.alpha, draws, "from 0 to 1") { (0...1).contains($0) }
    rows("ec", channel.ec, draws, "from 1e-30 to 1e30") { (1e-30...1e30).contains($0) }
    rows("slope", channel.slope, draws, "from 1e-30 to 1e30") { (1e-30...1e30).contains($0) }
  }
}
