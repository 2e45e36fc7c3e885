/// Words that name a role in the exports of advertising platforms and shops, English and German.
struct Vocabulary: Sendable {
  /// Whole words.
  let words: Set<String>
  /// Endings of German compounds: `werbekosten`.
  let endings: [String]

  init(_ words: String, endings: String = "") {
    self.words = Set(words.split(separator: " ").map(String.init))
    self.endings = endings.split(separator: " ").map(String.init)
  }

  /// Whether a word is one of these or a compound with one of these endings.
  func contains(_ word: String) -> Bool {
    words.contains(word) || endings.contains { word.hasSuffix($0) }
  }

  static let time = Vocabulary(
    "date day week month year time period ds kw datum tag woche monat jahr zeit zeitraum quarter "
      + "quartal wk", endings: "woche datum")
  static let geo = Vocabulary(
    "geo region state country land bundesland dma market markt city stadt area gebiet province "
      + "kanton county")
  static let population = Vocabulary(
    "population pop inhabitants einwohner einwohnerzahl bevölkerung bevoelkerung")
  static let spend = Vocabulary(
    "spend spends spent cost costs kosten ausgaben ausgabe budget invest investment expenditure "
      + "aufwand", endings: "kosten ausgaben budget spend")
  static let exposure = Vocabulary(
    "impression impressions impr impressionen einblendungen click clicks klick klicks reach "
      + "reichweite view views grp grps contact contacts kontakte sendings exposure exposures aufrufe",
    endings: "impressionen klicks kontakte")
  static let revenue = Vocabulary(
    "revenue revenues umsatz umsätze umsaetze sales erlös erlöse erloes erloese turnover gmv "
      + "einnahmen", endings: "umsatz erlöse")
  static let conversions = Vocabulary(
    "conversion conversions konversionen orders bestellungen purchases käufe kaeufe leads signups "
      + "anmeldungen transactions transaktionen installs buchungen bookings",
    endings: "bestellungen")
  static let otherOutcome = Vocabulary("kpi y target outcome response visits besuche sessions")
  static let control = Vocabulary(
    "control controls price preis temperature temperatur competitor competitors wettbewerb "
      + "wettbewerber holiday holidays feiertag feiertage ferien event events promo promotion "
      + "discount rabatt index weather wetter sentiment unemployment konjunktur",
    endings: "preis temperatur index feiertage")
  /// What did not come from paid media; an outcome of that kind is only a part of the outcome.
  static let unpaid = Vocabulary("organic organisch earned owned")
  static let organic = Vocabulary(
    "organic organisch earned owned newsletter newsletters email emails opens öffnungen")
  /// Measures that somebody decides on and that are not media.
  static let treatment = Vocabulary(
    "price preis promo promotion promotions discount discounts rabatt rabatte coupon coupons "
      + "gutschein gutscheine aktion", endings: "preis rabatt aktion")
  /// What makes a price or promotion somebody else's, or an index of the market.
  static let foreign = Vocabulary(
    "competitor competitors competition wettbewerb wettbewerber market markt index")
  static let calendar = Vocabulary(
    "t trend dayofyear doy dayofweek weekofyear weeknumber weeknum index id row nr")
  static let reach = Vocabulary("reach reichweite", endings: "reichweite")
  static let frequency = Vocabulary("frequency frequenz freq")
  static let rate = Vocabulary("per pro je average avg durchschnitt mean")
  /// Words that name no channel.
  static let fillers = Vocabulary("amount total gesamt eur usd gbp chf werbe media medien")
  /// Columns that name a campaign or channel in platform exports.
  static let campaign = Vocabulary(
    "campaign kampagne channel kanal medium plattform platform", endings: "kampagne kanal")
}
