package import Findings

/// What becomes of a channel's return when the model changes.
package struct ChannelSpread: Sendable, Equatable {
  package let channel: String
  /// The return under the first model.
  package let reference: Summary
  /// The smallest and largest mean over models.
  package let lowest: Double
  package let highest: Double
  /// The models of these two.
  package let lowestModel: Phrase
  package let highestModel: Phrase
  /// The number of models.
  package let count: Int
  /// Models whose interval lies above the break-even, and below it; nil where there is none.
  package let above: Int?
  package let below: Int?
  /// The best and worst rank of its mean among the channels, 1 the highest.
  package let bestRank: Int
  package let worstRank: Int

  /// Whether every model tells the same story: the same side of the break-even, and a mean within
  /// the first model's interval.
  package var isRobust: Bool { agreesOnBreakEven && staysInside }

  /// Whether all models put the interval on the same side of the break-even, or all across it.
  var agreesOnBreakEven: Bool {
    guard let above, let below else { return true }
    return [above, below, count - above - below].contains(count)
  }

  /// Whether every model's interval holds the break-even.
  package var isOpen: Bool { above == 0 && below == 0 }

  /// Whether every model's mean lies in the first model's interval.
  var staysInside: Bool { lowest >= reference.lower && highest <= reference.upper }

  /// Follows each channel over models.
  ///
  /// - Parameters:
  ///   - channels: their names.
  ///   - models: name and returns by channel, at least one model.
  ///   - breakEven: the return at which spend just pays for itself.
  package static func all(
    channels: [String], models: [(phrase: Phrase, returns: [Summary])], breakEven: Double?
  ) -> [ChannelSpread] {
    let ranks = models.map { Self.ranks($0.returns.map(\.mean)) }
    return channels.indices.map { c in
      let column = models.map { $0.returns[c] }
      let order = column.indices.sorted { column[$0].mean < column[$1].mean }
      let (low, high) = (order[0], order[order.count - 1])
      return ChannelSpread(
        channel: channels[c], reference: column[0], lowest: column[low].mean,
        highest: column[high].mean, lowestModel: models[low].phrase,
        highestModel: models[high].phrase, count: models.count,
        above: breakEven.map { level in column.count { $0.lower > level } },
        below: breakEven.map { level in column.count { $0.upper < level } },
        bestRank: ranks.map { $0[c] }.min() ?? 1, worstRank: ranks.map { $0[c] }.max() ?? 1)
    }
  }

  /// The rank of each number, 1 the largest; the earlier of equals first.
  private static func ranks(_ values: [Double]) -> [Int] {
    let order = values.indices.sorted { (-values[$0], $0) < (-values[$1], $1) }
    var ranks = [Int](repeating: 0, count: values.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank + 1 }
    return ranks
  }
}

extension ChannelSpread {
  /// The plain statement about the channel.
  package var conclusion: Phrase {
    let lead =
      isRobust
      ? isOpen ? Phrase(en: "Open", de: "Offen") : Phrase(en: "Robust", de: "Robust")
      : Phrase(en: "Depends on the specification", de: "Hängt von der Spezifikation ab")
    return Phrase(en: "\(lead.en): \(story.en).", de: "\(lead.de): \(story.de).")
  }

  private var story: Phrase {
    if !agreesOnBreakEven, let above, let below {
      let open = count - above - below
      return Phrase(
        en:
          "of \(count) models, \(above) say it pays for itself, \(below) that it does not, \(open)"
          + " cannot tell",
        de: "von \(count) Modellen sagen \(above), dass er sich trägt, \(below), dass nicht,"
          + " \(open) lassen es offen")
    }
    if !staysInside {
      let isHigh = highest > reference.upper
      let model = isHigh ? highestModel : lowestModel
      return Phrase(
        en: "\"\(model.en)\" moves it \(isHigh ? "above" : "below") what the model asked for"
          + " thinks likely",
        de: "„\(model.de)“ verschiebt ihn \(isHigh ? "über" : "unter") das, was das angegebene"
          + " Modell für wahrscheinlich hält")
    }
    guard let above, let below else {
      return Phrase(
        en: "every model stays within the interval of the one asked for",
        de: "jedes Modell bleibt im Intervall des angegebenen")
    }
    if above == count {
      return Phrase(
        en: "it pays for itself in every model", de: "er trägt sich in jedem Modell")
    }
    if below == count {
      return Phrase(
        en: "it does not pay for itself in any model", de: "er trägt sich in keinem Modell")
    }
    return Phrase(
      en: "no model can tell whether it pays for itself",
      de: "kein Modell kann sagen, ob er sich trägt")
  }
}
