/// Which delimiter a file uses and where its header stands.
struct Layout {
  var delimiter: UInt8
  /// Where the header record starts in the text.
  var headerOffset: Int
  /// How many lines precede it.
  var linesBefore: Int
  /// The lines before it that hold something.
  var skipped: [SkippedLine] = []
  /// Whether every name in the header is a number or a date: then there is no header.
  var headerHoldsOnlyData = false
}

extension Layout {
  /// Decides from the first records of a file.
  ///
  /// A delimiter is judged by how many records it cuts into the same number of fields, from a line
  /// that reads like a header on.
  ///
  /// - Parameters:
  ///   - head: the text's beginning, behind any byte order mark.
  ///   - isWhole: whether it is the whole text.
  ///   - stated: the delimiter the user gave.
  /// - Returns: nil where the text holds no record.
  static func detect(_ head: ByteSlice, isWhole: Bool, stated: UInt8?) -> Layout? {
    if let announced = separatorLine(head) {
      let rest = head.part(announced.length, head.count)
      let samples = [sample(rest, isWhole: isWhole, delimiter: stated ?? announced.delimiter)]
      guard var layout = best(samples) else { return nil }
      layout.headerOffset += announced.length
      layout.linesBefore += 1
      layout.skipped = layout.skipped.map {
        SkippedLine(line: $0.line + 1, text: $0.text, reason: $0.reason)
      }
      return layout
    }
    let candidates = stated.map { [$0] } ?? Array(",;\t|".utf8)
    return best(candidates.map { sample(head, isWhole: isWhole, delimiter: $0) })
  }

  /// The line `sep=;` with which Excel announces the delimiter.
  private static func separatorLine(_ head: ByteSlice) -> (delimiter: UInt8, length: Int)? {
    guard head.count >= 5, head.part(0, 4).equalsIgnoringCase("sep="), head[4] < 0x80 else {
      return nil
    }
    switch head.count > 5 ? head[5] : 0x0A {
    case 0x0A: return (head[4], min(6, head.count))
    case 0x0D: return (head[4], head.count > 6 && head[6] == 0x0A ? 7 : 6)
    default: return nil
    }
  }

  private static func sample(_ head: ByteSlice, isWhole: Bool, delimiter: UInt8) -> LayoutSample {
    LayoutSample(head, isWhole: isWhole, delimiter: delimiter)
  }

  private static func best(_ samples: [LayoutSample]) -> Layout? {
    if let sample = samples.first(where: \.hasTooManyColumns) {
      return Layout(delimiter: sample.delimiter, headerOffset: 0, linesBefore: 0)
    }
    var winner: (plan: LayoutSample.Plan, sample: LayoutSample)?
    for sample in samples {
      guard let plan = sample.bestPlan() else { continue }
      if let current = winner, plan.score <= current.plan.score { continue }
      winner = (plan, sample)
    }
    return winner.map { $0.sample.layout(of: $0.plan) }
  }
}
