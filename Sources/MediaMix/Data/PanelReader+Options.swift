import Tables

extension PanelReader {
  /// Refuses options that no data could fit.
  mutating func checkOptions(_ options: MediaMixOptions) {
    if options.channels.isEmpty {
      refuse("no channel is named", "channels", "Name at least one paid channel.")
    }
    if !(options.level > 0 && options.level < 1) {
      refuse("level \(options.level) is not a probability", "level", "Give 0.9, say.")
    }
    checkTarget(options.target)
    checkRoles(options)
    checkSampler(options.sampler)
  }

  private mutating func checkTarget(_ target: MediaMixOptions.Target) {
    if let margin = target.margin, !(margin > 0 && margin <= 1) {
      refuse(
        "margin \(margin) is not a share", "target.margin", "Give a number above 0, at most 1.")
    }
    if target.margin != nil && !target.isMoney {
      refuse(
        "a margin is a share of money, and this KPI has no money value", "target.margin",
        "Give target.value, the money one unit of the KPI is worth, or remove margin.")
    }
    if target.kind == .revenue && target.value != nil {
      refuse(
        "revenue is money already, so it takes no value", "target.value",
        "Remove value, or set kind: conversions.")
    }
  }

  /// Refuses a column that plays two parts.
  private mutating func checkRoles(_ options: MediaMixOptions) {
    var media: [String: String] = [:]
    for (name, channel) in options.channels.sorted(by: { $0.key < $1.key }) {
      for column in Set([channel.spend, channel.exposure ?? channel.spend]).sorted() {
        if let other = media[column] {
          refuse(
            "\"\(column)\" already belongs to channel \(other)", "channels.\(name)",
            "Give each channel columns of its own.")
        }
        media[column] = name
      }
    }
    if let channel = media[options.target.column] {
      refuse(
        "\"\(options.target.column)\" is a column of channel \(channel), and cannot be the KPI too",
        "target.column", "Name the column that holds the outcome.")
    }
    for control in Set(options.controls).sorted()
    where media[control] != nil || control == options.target.column {
      refuse(
        "\"\(control)\" is a channel or the KPI, and cannot be a control too", "controls",
        "Name it once.")
    }
  }

  private mutating func checkSampler(_ sampler: MediaMixOptions.Sampler) {
    func check(_ count: Int, _ range: ClosedRange<Int>, _ key: String, usually usual: String) {
      guard !range.contains(count) else { return }
      refuse(
        "\(count) is not in \(range.lowerBound) ... \(range.upperBound)", "sampler.\(key)",
        "Give \(usual).")
    }
    check(sampler.chains, 1...100, "chains", usually: "4")
    check(sampler.warmup, 20...100_000, "warmup", usually: "500")
    if case .count(let draws) = sampler.draws {
      check(draws, 4...10_000_000, "draws", usually: "auto, or 1000")
    }
  }

  /// Refuses a file in another currency than the project states.
  mutating func checkCurrency(_ stated: String?) {
    guard let stated, table.contradicts(currency: stated), let found = table.currency else {
      return
    }
    report(
      "the file names \(found), and the project states \(stated)",
      remedy: "Convert all money to one currency, or correct the stated one.")
  }
}
