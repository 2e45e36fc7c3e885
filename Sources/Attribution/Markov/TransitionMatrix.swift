package import Findings

/// The transition probabilities of the chain of order 1, as a heat map shows them.
package struct TransitionMatrix: Sendable, Equatable {
  /// The rows: start, then the channels.
  package let sources: [Phrase]
  /// The columns: the channels, then conversion and no conversion.
  package let targets: [Phrase]
  /// The probability of each column after each row; each row sums to 1, or is zero for a channel
  /// without touches.
  package let probabilities: [[Double]]

  /// Counts transitions along the paths.
  package init(_ paths: PathList, _ counts: PathCounts) {
    let channels = paths.channels.count
    var table = Array(repeating: Array(repeating: 0, count: channels + 2), count: channels + 1)
    for path in 0..<paths.count {
      let weight = counts.conversions[path] + counts.nulls[path]
      if weight == 0 { continue }
      var source = 0
      for touch in paths[path] {
        table[source][Int(touch)] += weight
        source = Int(touch) + 1
      }
      table[source][channels] += counts.conversions[path]
      table[source][channels + 1] += counts.nulls[path]
    }
    let names = paths.channels.map { Phrase($0) }
    sources = [Phrase(en: "start", de: "Beginn")] + names
    targets =
      names + [
        Phrase(en: "conversion", de: "Konversion"),
        Phrase(en: "no conversion", de: "keine Konversion"),
      ]
    probabilities = table.map { row in
      let sum = Double(max(row.reduce(0, +), 1))
      return row.map { Double($0) / sum }
    }
  }
}
