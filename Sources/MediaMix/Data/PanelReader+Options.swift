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

  /// Refuses a column that plays two parts, and a name that two terms have.
  private mutating func checkRoles(_ options: MediaMixOptions) {
    var taken: [String: String] = [:]
    var names: Set<String> = []
    func take(_ columns: [String], _ name: String, _ key: String) {
      for column in Set(columns).sorted() {
        if let other = taken[column] {
          refuse(
            "\"\(column)\" already belongs to \(other)", "\(key).\(name)",
            "Give each of them columns of its own.")
        }
        taken[column] = name
      }
      if !names.insert(name).inserted {
        refuse(
          "\"\(name)\" names another channel already", "\(key).\(name)",
          "Give each channel, organic medium and treatment a name of its own.")
      }
    }
    for (name, channel) in options.channels.sorted(by: { $0.key < $1.key }) {
      checkMedia(channel.media, "channels.\(name)", isPaid: true)
      take([channel.spend] + channel.media.columns, name, "channels")
    }
    for (name, organic) in options.organic.sorted(by: { $0.key < $1.key }) {
      checkMedia(organic.media, "organic.\(name)", isPaid: false)
      take(organic.media.columns, name, "organic")
    }
    for (name, treatment) in options.treatments.sorted(by: { $0.key < $1.key }) {
      take([treatment.column], name, "treatments")
    }
    if let name = taken[options.target.column] {
      refuse(
        "\"\(options.target.column)\" is a column of \(name), and cannot be the KPI too",
        "target.column", "Name the column that holds the outcome.")
    }
    for control in Set(options.controls).sorted()
    where taken[control] != nil || control == options.target.column {
      refuse(
        "\"\(control)\" is a channel or the KPI, and cannot be a control too", "controls",
        "Name it once.")
    }
  }

  /// Refuses drivers that do not go together.
  private mutating func checkMedia(
    _ media: MediaMixOptions.Media, _ path: String, isPaid: Bool
  ) {
    if (media.reach == nil) != (media.frequency == nil) {
      refuse(
        "reach and frequency belong together, and one is missing", path,
        "Name the columns of both.")
    }
    if media.reach != nil && media.exposure != nil {
      refuse(
        "a channel is told by its exposure or by reach and frequency, not by both", path,
        "Leave exposure out, or reach and frequency.")
    }
    if media.reach != nil && media.order == .adstockFirst {
      refuse(
        "with reach and frequency, frequency saturates before the effect carries over",
        "\(path).order", "Leave order out.")
    }
    if !isPaid && media.reach == nil && media.exposure == nil {
      refuse(
        "organic media need the column of what was seen", path,
        "Name exposure, or reach and frequency.")
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
