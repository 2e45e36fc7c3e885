extension ExperimentAnalysis {
  /// All that the data say, as text: the same for the same data in any order of rows.
  public var fingerprint: String {
    var parts: [String] = []
    for (label, data) in zip(lookLabels, looks) {
      parts.append(label)
      for (arm, count) in zip(data.arms, data.counts) { parts.append("\(arm)\u{0}\(count)") }
      for metric in data.metrics {
        parts.append(metric.metric.name)
        for moments in metric.moments {
          parts.append("\(moments.mean) \(moments.variance) \(moments.covariance)")
        }
      }
    }
    return parts.joined(separator: "\u{0}")
  }
}
