/// Guesses what the columns of an export mean from their names and contents.
///
/// Each step takes columns away, most telling first, so that a column has one role:
/// time and place, money spent, what drives the response, outcome, then everything else.
struct RoleGuesser {
  private var rest: [ColumnProfile]
  private var roles = GuessedRoles()

  /// Guesses the roles of an export's columns.
  static func guess(_ columns: [ColumnProfile]) -> GuessedRoles {
    var guesser = RoleGuesser(rest: columns)
    guesser.takeUseless()
    guesser.takePlaces()
    guesser.takeChannels()
    guesser.takeOrganic()
    guesser.takeOutcome()
    guesser.takeUnnamedChannels()
    guesser.takeTreatments()
    guesser.takeControls()
    return guesser.roles
  }

  private init(rest: [ColumnProfile]) { self.rest = rest }

  private mutating func take(_ column: ColumnProfile) { rest.removeAll { $0.name == column.name } }

  private mutating func leaveOut(_ column: ColumnProfile, _ reason: String) {
    take(column)
    roles.leftovers.append(.init(column: column.name, reason: reason))
  }

  private mutating func takeUseless() {
    for column in rest {
      if column.name.isEmpty {
        take(column)
      } else if column.kind == .empty {
        leaveOut(column, "empty")
      }
    }
  }

  private mutating func takePlaces() {
    let times = rest.filter { $0.kind == .time }
    let named = times.first { NameTokens($0.name).names(.time) }
    if let time = named ?? times.first ?? numberedTime() {
      roles.time = time.name
      take(time)
    }
    if let population = rest.first(where: {
      $0.kind == .number && NameTokens($0.name).names(.population)
    }) {
      roles.population = population.name
      take(population)
    }
    let texts = rest.filter { $0.kind == .text }
    if let geo = texts.first(where: { NameTokens($0.name).names(.geo) }) {
      roles.geo = geo.name
      take(geo)
    } else if roles.geo == nil,
      let numbered = rest.first(where: {
        $0.kind == .number && NameTokens($0.name).words == ["geo"]
      })
    {
      roles.geo = numbered.name
      take(numbered)
    }
    if let campaign = rest.first(where: {
      $0.kind == .text && NameTokens($0.name).names(.campaign)
    }) {
      roles.campaign = campaign.name
      take(campaign)
    }
  }

  /// A numbered week or year, which reads as a plain number.
  private func numberedTime() -> ColumnProfile? {
    rest.first { $0.kind == .number && NameTokens($0.name).names(.time) }
  }

  // MARK: Channels

  private mutating func takeChannels() {
    let usesSuffixes = rest.contains { NameTokens($0.name).suffix == "S" }
    let spends = rest.filter { column in
      let tokens = NameTokens(column.name)
      if usesSuffixes, tokens.suffix == "S" { return column.kind == .number }
      return column.kind == .number && tokens.names(.spend) && !tokens.names(.rate)
        && !tokens.names(.revenue)
    }
    for column in spends { take(column) }
    for column in spends {
      let stem = Self.stem(column.name, usesSuffixes: usesSuffixes)
      var channel = GuessedRoles.Channel(
        name: Self.channelName(stem, fallback: column.name), spend: column.name)
      if let pair = takePair(of: stem) {
        (channel.reach, channel.frequency) = (pair.reach.name, pair.frequency.name)
        // Impressions say the same as reach times frequency.
        if let other = takeExposure(of: stem, usesSuffixes: usesSuffixes) {
          roles.leftovers.append(
            .init(
              column: other.name, reason: "another measure of the exposure in \(pair.reach.name)"))
        }
      } else {
        channel.exposure = takeExposure(of: stem, usesSuffixes: usesSuffixes)?.name
      }
      if column.minimum < 0 { channel.doubt = "has negative numbers, which are refused" }
      if !column.faults.isEmpty {
        channel.doubt = "has cells that are no numbers, which are refused"
      }
      if column.sum == 0 { channel.doubt = "is zero everywhere, which is refused" }
      roles.channels.append(channel)
    }
    makeNamesUnique()
  }

  private static func stem(_ name: String, usesSuffixes: Bool) -> [String] {
    let tokens = NameTokens(name)
    var words = tokens.stem(without: [.spend, .exposure, .fillersBesidesMedia])
    if usesSuffixes, let suffix = tokens.suffix, words.last == suffix.lowercased() {
      words.removeLast()
    }
    return words
  }

  private static func channelName(_ stem: [String], fallback: String) -> String {
    let name = stem.isEmpty ? fallback : stem.joined(separator: "_")
    // A key like 2024 or yes would not be read as a text.
    return YAMLText.isPlain(name) ? name : "channel_" + name
  }

  /// The column that drives a channel's response: of the same stem, impressions before clicks.
  private mutating func takeExposure(of stem: [String], usesSuffixes: Bool) -> ColumnProfile? {
    let matching = rest.filter { column in
      column.kind == .number && column.minimum >= 0
        && Self.stem(column.name, usesSuffixes: usesSuffixes) == stem
        && isExposure(column, stem: stem, usesSuffixes: usesSuffixes)
    }
    guard let best = matching.min(by: { Self.rank($0.name) < Self.rank($1.name) }) else {
      return nil
    }
    take(best)
    for other in matching where other.name != best.name {
      leaveOut(other, "another measure of the exposure in \(best.name)")
    }
    return best
  }

  /// Columns of reach and frequency whose names say nothing else but the channel's stem; where the
  /// channel is `rf_0`, they may be numbered alone: `reach_0`, `frequency_0`.
  private mutating func takePair(
    of stem: [String]
  ) -> (reach: ColumnProfile, frequency: ColumnProfile)? {
    let stems = stem.first == "rf" ? [stem, Array(stem.dropFirst())] : [stem]
    func column(_ vocabulary: Vocabulary) -> ColumnProfile? {
      rest.first { column in
        let words = NameTokens(column.name)
        return column.kind == .number && column.minimum >= 0 && words.names(vocabulary)
          && stems.contains(words.stem(without: [vocabulary, .fillersBesidesMedia]))
      }
    }
    guard let reach = column(.reach), let frequency = column(.frequency) else { return nil }
    take(reach)
    take(frequency)
    return (reach, frequency)
  }

  private func isExposure(_ column: ColumnProfile, stem: [String], usesSuffixes: Bool) -> Bool {
    let tokens = NameTokens(column.name)
    if tokens.names(.exposure) { return true }
    if usesSuffixes, tokens.suffix == "I" || tokens.suffix == "P" { return true }
    // The bare name of the channel beside its spend: media_0, media_spend_0.
    return tokens.words == stem
  }

  private static func rank(_ name: String) -> Int {
    let tokens = NameTokens(name)
    if tokens.words.contains(where: { $0.hasPrefix("impr") }) || tokens.suffix == "I" { return 0 }
    if tokens.words.contains(where: { $0.hasPrefix("cli") || $0.hasPrefix("kli") }) { return 2 }
    return 1
  }

  private mutating func makeNamesUnique() {
    var seen: Set<String> = []
    for index in roles.channels.indices where !seen.insert(roles.channels[index].name).inserted {
      roles.channels[index].name = roles.channels[index].spend
      seen.insert(roles.channels[index].name)
    }
  }

  // MARK: Organic media

  private mutating func takeOrganic() {
    let columns = rest.filter { column in
      let tokens = NameTokens(column.name)
      return column.kind == .number && tokens.names(.organic) && column.minimum >= 0
        && column.sum > 0 && !column.isConstant && !tokens.names(.rate)
        && !tokens.names(.revenue) && !tokens.names(.conversions)
    }
    for column in columns where rest.contains(column) {
      let tokens = NameTokens(column.name)
      if tokens.names(.frequency) { continue }
      var organic = GuessedRoles.Organic(name: "")
      var words = tokens.words
      if tokens.names(.reach) {
        words = tokens.stem(without: [.reach])
        guard let pair = takePair(of: words) else { continue }
        (organic.reach, organic.frequency) = (pair.reach.name, pair.frequency.name)
      } else {
        take(column)
        organic.exposure = column.name
      }
      organic.name = uniqueName(words, fallback: column.name)
      roles.organic.append(organic)
    }
  }

  /// A name that no channel, organic medium or treatment has yet.
  private func uniqueName(_ words: [String], fallback: String) -> String {
    let name = Self.channelName(words, fallback: fallback)
    let taken =
      roles.channels.map(\.name) + roles.organic.map(\.name) + roles.treatments.map(\.name)
    return taken.contains(name) ? fallback : name
  }

  private mutating func takeTreatments() {
    for column in rest where column.kind == .number && !column.isConstant && !column.isCounter {
      let tokens = NameTokens(column.name)
      guard tokens.isTreatment, !tokens.names(.rate) else { continue }
      take(column)
      roles.treatments.append(
        .init(name: uniqueName(tokens.words, fallback: column.name), column: column.name))
    }
  }

  // MARK: Outcome

  private mutating func takeOutcome() {
    let numbers = rest.filter { $0.kind == .number }
    let plain = numbers.filter { column in
      let tokens = NameTokens(column.name)
      return !tokens.names(.rate) && !tokens.isControl && !tokens.isTreatment
        && !tokens.names(.unpaid)
    }
    let revenue = plain.first { NameTokens($0.name).names(.revenue) }
    let conversions = plain.first { NameTokens($0.name).names(.conversions) }
    let other = plain.first {
      NameTokens($0.name).words.first.map(Vocabulary.otherOutcome.contains) ?? false
    }
    guard let column = revenue ?? conversions ?? other else { return }
    take(column)
    var outcome = GuessedRoles.Outcome(
      column: column.name,
      kind: revenue != nil ? .revenue : conversions != nil ? .conversions : .other)
    if revenue == nil, let value = numbers.first(where: { isValue($0.name) }) {
      take(value)
      outcome.value = value.name
      outcome.kind = .conversions
    } else if outcome.kind == .other {
      outcome.doubt = "nothing says whether this is money: revenue, conversions or other"
    }
    roles.outcome = outcome
    for rival in [conversions, other].compactMap({ $0 }) where rival.name != column.name {
      leaveOut(rival, "another outcome: media move it too, so it must not be a control")
    }
  }

  /// Whether a column holds the money a conversion is worth.
  private func isValue(_ name: String) -> Bool {
    let tokens = NameTokens(name)
    if tokens.words == ["aov"] || tokens.words == ["order", "value"] { return true }
    return tokens.names(.rate) && (tokens.names(.revenue) || tokens.words.contains("value"))
  }

  // MARK: The rest

  /// Where no column says spend, numbers called `x1`, `x2`, … or by no known word are media.
  private mutating func takeUnnamedChannels() {
    guard roles.channels.isEmpty else { return }
    let candidates = rest.filter { column in
      let tokens = NameTokens(column.name)
      return column.kind == .number && column.minimum >= 0 && column.sum > 0 && !column.isCounter
        && !tokens.isControl && !tokens.isTreatment && !tokens.names(.calendar)
        && !tokens.names(.rate)
        && !tokens.names(.organic) && !tokens.names(.frequency)
    }
    let indexed = candidates.filter { $0.name.wholeMatch(of: /[xX]_?\d+/) != nil }
    for column in indexed.isEmpty ? candidates : indexed {
      take(column)
      roles.channels.append(
        .init(
          name: Self.channelName(
            NameTokens(column.name).stem(without: [.exposure]), fallback: column.name),
          spend: column.name, doubt: "no name says spend: guessed because nothing else fits"))
    }
  }

  private mutating func takeControls() {
    for column in rest {
      let tokens = NameTokens(column.name)
      if column.kind != .number {
        leaveOut(column, column.kind == .time ? "a second time column" : "texts")
      } else if tokens.names(.rate) && !tokens.isControl {
        leaveOut(column, "a ratio, perhaps of the outcome itself")
      } else if isCalendar(column, tokens) {
        leaveOut(column, "counts time, which the baseline covers")
      } else if column.isConstant {
        leaveOut(column, "the same everywhere")
      } else if tokens.names(.frequency) {
        leaveOut(column, "a frequency without a column of reach")
      } else if tokens.names(.organic) {
        leaveOut(column, "organic, but negative, or without the columns that belong to it")
      } else if tokens.names(.exposure) {
        leaveOut(column, "exposure without a column of spend")
      } else {
        take(column)
        roles.controls.append(column.name)
      }
    }
  }

  private func isCalendar(_ column: ColumnProfile, _ tokens: NameTokens) -> Bool {
    if column.isCounter { return true }
    return tokens.words.count == 1 && tokens.names(.calendar) && !tokens.words.contains("index")
  }
}

extension Vocabulary {
  /// Fillers that may be cut from a channel's name; `media` may be all there is: `media_0`.
  fileprivate static let fillersBesidesMedia = Vocabulary(
    "amount total gesamt eur usd gbp chf werbe")
}
