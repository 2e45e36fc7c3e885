import Attribution

/// The columns of a log of touches.
struct GuessedTouches: Sendable, Equatable {
  var columns: TouchColumns
  /// Why the column of channels, or what marks conversions, should be looked at.
  var channelDoubt: String?
  var conversionDoubt: String?
  /// Whether times are moments or days, so that a lookback can be told.
  var hasTimes = true
  /// Whether the log holds events of several kinds, of which many make one visit.
  var hasEvents = false
  /// Whether a user of the rows looked at converts twice.
  var hasRepeatBuyers = false

  /// Finds a user, a time and a channel, and what marks conversions; nil if one of them is missing.
  init?(_ all: [JourneyColumn]) {
    var rest = all.filter { $0.filled > 0 }
    let named = Self.namedUser(rest)
    guard let user = named ?? Self.repeatedUser(rest) else { return nil }
    rest.removeAll { $0.name == user.name }
    guard let time = Self.time(rest) else { return nil }
    rest.removeAll { $0.name == time.name }
    guard let (channel, doubt) = Self.channel(rest) else { return nil }
    rest.removeAll { $0.name == channel.name }
    let consent = rest.first { $0.isYesNo && $0.names(.consent) }
    rest.removeAll { $0.name == consent?.name }
    let value = Self.value(rest)
    let conversion = Self.conversion(rest.filter { $0.name != value?.name })
    guard conversion != nil || value != nil else { return nil }
    columns = TouchColumns(
      user: user.name, time: time.name, channel: channel.name, conversion: conversion?.text,
      value: value?.name, consent: consent?.name)
    channelDoubt = doubt
    conversionDoubt = conversion?.doubt
    hasTimes = time.isTime
    hasEvents = conversion?.isEvent ?? false
    hasRepeatBuyers = Self.repeats(user, conversion, value)
  }

  /// Whether a file is a log of users by its names, but tells no channel.
  static func lacksChannel(_ columns: [JourneyColumn]) -> Bool {
    guard let user = namedUser(columns.filter { $0.filled > 0 }), user.distinct < user.filled
    else { return false }
    let rest = columns.filter { $0.filled > 0 && $0.name != user.name }
    guard !rest.contains(where: { $0.isNumber && $0.names(.spend) }), let time = time(rest) else {
      return false
    }
    return channel(rest.filter { $0.name != time.name }) == nil
  }

  // MARK: Users and times

  private static func namedUser(_ columns: [JourneyColumn]) -> JourneyColumn? {
    let named = columns.filter { column in
      guard column.names(.user), !column.isYesNo else { return false }
      return column.tokens.words.count == 1 || column.names(.identifier)
        || column.tokens.words.allSatisfy { Vocabulary.user.contains($0) }
    }
    // Of several, the one that is filled most often: of user_id and user_pseudo_id the latter.
    return named.max { ($0.filled, $1.name) < ($1.filled, $0.name) }
  }

  /// A column that no name tells, whose texts occur a few times each.
  private static func repeatedUser(_ columns: [JourneyColumn]) -> JourneyColumn? {
    let isPanel = columns.contains { $0.isNumber && $0.names(.spend) }
    guard !isPanel else { return nil }
    let candidates = columns.filter { column in
      !column.isTime && !column.isYesNo && !column.names(.geo) && !column.names(.revenue)
        && !column.names(.value) && !column.names(.campaign) && column.distinct >= 20
        && column.distinct * 20 >= column.filled && column.distinct * 21 <= column.filled * 20
        && !column.texts.contains { $0?.contains(/[.,\s]/) ?? false }
    }
    return candidates.max { ($0.distinct, $1.name) < ($1.distinct, $0.name) }
  }

  private static func time(_ columns: [JourneyColumn]) -> JourneyColumn? {
    let times = columns.filter(\.isTime)
    let named = times.filter { $0.names(.moment) || $0.names(.time) }
    let best = named.isEmpty ? times : named
    if let clock = best.first(where: \.hasClock) ?? best.first { return clock }
    // Plain numbers put touches in order.
    return columns.first { $0.isNumber && ($0.names(.moment) || $0.names(.time)) }
  }

  // MARK: Channels

  private static func channel(
    _ columns: [JourneyColumn]
  ) -> (column: JourneyColumn, doubt: String?)? {
    let texts = columns.filter { !$0.isYesNo && !$0.isTime && $0.distinct > 0 }
    func first(_ isIt: ([String]) -> Bool) -> JourneyColumn? {
      texts.first { isIt($0.tokens.words) }
    }
    let channel = Vocabulary("channel kanal touchpoint kontaktpunkt", endings: "kanal")
    let group = Vocabulary("group grouping gruppe", endings: "gruppe gruppierung")
    let source = Vocabulary("source quelle herkunft")
    if let found = first({
      $0.contains(where: channel.contains) && $0.contains(where: group.contains)
    })
      ?? first({ $0.contains(where: channel.contains) && !$0.contains("id") })
      ?? first({ $0.contains(where: source.contains) && $0.contains("medium") })
    {
      return (found, nil)
    }
    let doubt = "no name says channel; map names to channels with `channel_map: channels.csv`"
    let other =
      first { $0.contains(where: source.contains) } ?? first { $0.contains("medium") }
      ?? first { words in words.contains { Vocabulary.campaign.contains($0) } }
    return other.map { ($0, doubt) }
  }

  // MARK: Conversions

  private static func value(_ columns: [JourneyColumn]) -> JourneyColumn? {
    let numbers = columns.filter { column in
      column.isNumber && !column.isYesNo && (column.names(.revenue) || column.names(.value))
        && !column.names(.notValue)
    }
    return numbers.first { $0.names(.revenue) } ?? numbers.first
  }

  /// What marks conversions.
  struct Conversion {
    var text: String
    var doubt: String?
    var isEvent = false
    /// For each row whether it converts.
    var rows: [Bool]
  }

  /// What kinds of event are conversions, the surest first.
  private static let events = [
    "purchase", "ecommerce_purchase", "in_app_purchase", "conversion", "order", "transaction",
    "kauf", "bestellung", "buchung", "booking", "subscribe", "generate_lead", "lead", "sign_up",
    "signup", "anmeldung",
  ]

  private static func conversion(_ columns: [JourneyColumn]) -> Conversion? {
    func flag(_ column: JourneyColumn, _ doubt: String?) -> Conversion {
      Conversion(
        text: column.name, doubt: doubt,
        rows: column.texts.map { $0.flatMap { YesNo.read($0) } ?? false })
    }
    let flags = columns.filter(\.isYesNo)
    if let named = flags.first(where: { $0.names(.conversions) || $0.names(.converted) }) {
      return flag(named, nil)
    }
    for event in events {
      for column in columns where !column.isNumber && !column.isTime && column.distinct <= 200 {
        guard let found = column.texts.first(where: { $0?.lowercased() == event }), let found
        else { continue }
        return Conversion(
          text: "\(column.name)=\(found)", isEvent: column.distinct > 2,
          rows: column.texts.map { $0 == found })
      }
    }
    return flags.first.map { flag($0, "no name says conversion") }
  }

  private static func repeats(
    _ user: JourneyColumn, _ conversion: Conversion?, _ value: JourneyColumn?
  ) -> Bool {
    var buyers: Set<String> = []
    for (row, name) in user.texts.enumerated() {
      guard let name, conversion?.rows[row] ?? (value?.texts[row] != nil) else { continue }
      if !buyers.insert(name).inserted { return true }
    }
    return false
  }
}

extension Vocabulary {
  static let user = Vocabulary(
    "user userid users visitor visitorid fullvisitorid client clientid cookie cookieid customer "
      + "customerid kunde kundennummer kundennr kundenid besucher besucherid nutzer nutzerid person "
      + "personid device deviceid uid", endings: "nutzer besucher kunde")
  static let identifier = Vocabulary(
    "id ids nr nummer number no key hash pseudo kennung token", endings: "id nummer kennung")
  static let moment = Vocabulary(
    "timestamp zeitpunkt zeitstempel datetime uhrzeit moment ts visited besuchszeit",
    endings: "zeit zeitpunkt zeitstempel timestamp")
  static let consent = Vocabulary(
    "consent einwilligung zustimmung storage optin opt dsgvo gdpr tracking",
    endings: "einwilligung zustimmung")
  static let converted = Vocabulary(
    "converted convert konversion konvertiert konvertierung purchase purchased kauf gekauft bestellt "
      + "bestellung order ordered sale sold buy bought ziel goal transaction abschluss buchung",
    endings: "kauf abschluss")
  /// Amounts of an order that are not what it is worth.
  static let notValue = Vocabulary(
    "tax steuer shipping versand refund erstattung usd discount rabatt")
}
