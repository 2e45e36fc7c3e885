extension UpliftData {
  /// All that the data say, as text: the same for the same data in any order of rows.
  public var fingerprint: String {
    var parts = featureNames + [treatment, "\(sampleRatio.statistic)"]
    for unit in 0..<count {
      parts.append(
        "\(features[unit]) \(isTreated[unit]) \(outcome[unit]) \(labels[unit])")
    }
    return parts.joined(separator: "\u{0}")
  }
}
