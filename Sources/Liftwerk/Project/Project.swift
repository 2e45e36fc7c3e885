public import Attribution
public import Budget
public import Findings
public import GeoLift
import Interchange
public import LanguageModels
public import MediaMix
public import Narrative
public import Tables

/// A whole question, as one project file describes it.
public struct Project: Codable, Sendable, Equatable {
  /// The project's name.
  public var name: String
  /// The currency of all money, as in `EUR`; nil if not stated.
  public var currency: String?
  /// How files are read unless a source says otherwise; nil lets each file decide.
  public var locale: TableLocale?
  /// How files store text unless a source says otherwise; nil lets each file decide.
  public var encoding: TextEncoding?
  /// Where the data are, by the name other sections use.
  public var data: [String: DataSource]
  /// The media-mix model.
  public var mediaMix: MediaMixOptions?
  /// Multi-touch attribution.
  public var attribution: AttributionOptions?
  /// A finished geo test.
  public var geo: GeoOptions?
  /// The design of a geo test.
  public var geoDesign: GeoDesignOptions?
  /// Experiments on users.
  public var experiment: ExperimentSection?
  /// Bandits.
  public var bandit: BanditSection?
  /// How the budget is to be divided.
  public var budget: BudgetOptions?
  /// Documents that reports may cite, and terms that they keep to.
  public var knowledge: KnowledgeSection?
  /// What the report should be like.
  public var report: ReportOptions
  /// Language models that may reword the report's prose; nil asks none.
  public var languageModel: LanguageModelOptions?
  /// Rules that reports keep.
  public var policy: PolicySection?

  /// Makes a project.
  public init(
    name: String, currency: String? = nil, locale: TableLocale? = nil,
    encoding: TextEncoding? = nil, data: [String: DataSource] = [:],
    mediaMix: MediaMixOptions? = nil, attribution: AttributionOptions? = nil,
    geo: GeoOptions? = nil, geoDesign: GeoDesignOptions? = nil,
    experiment: ExperimentSection? = nil, bandit: BanditSection? = nil,
    budget: BudgetOptions? = nil, knowledge: KnowledgeSection? = nil,
    report: ReportOptions = ReportOptions(), policy: PolicySection? = nil
  ) {
    self.name = name
    self.currency = currency
    self.locale = locale
    self.encoding = encoding
    self.data = data
    self.mediaMix = mediaMix
    self.attribution = attribution
    self.geo = geo
    self.geoDesign = geoDesign
    self.experiment = experiment
    self.bandit = bandit
    self.budget = budget
    self.knowledge = knowledge
    self.report = report
    self.policy = policy
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case project, currency, locale, encoding, data
    case mediaMix = "media_mix"
    case attribution, geo
    case geoDesign = "geo_design"
    case experiment, bandit, budget, knowledge, report
    case languageModel = "language_model"
    case policy
  }

  /// Reads a project; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .project)
    currency = try container.decodeIfPresent(String.self, forKey: .currency)
    locale = try container.decodeIfPresent(TableLocale.self, forKey: .locale)
    encoding = try container.decodeIfPresent(TextEncoding.self, forKey: .encoding)
    data = try container.decodeIfPresent([String: DataSource].self, forKey: .data) ?? [:]
    mediaMix = try container.decodeIfPresent(MediaMixOptions.self, forKey: .mediaMix)
    attribution = try container.decodeIfPresent(AttributionOptions.self, forKey: .attribution)
    geo = try container.decodeIfPresent(GeoOptions.self, forKey: .geo)
    geoDesign = try container.decodeIfPresent(GeoDesignOptions.self, forKey: .geoDesign)
    experiment = try container.decodeIfPresent(ExperimentSection.self, forKey: .experiment)
    bandit = try container.decodeIfPresent(BanditSection.self, forKey: .bandit)
    budget = try container.decodeIfPresent(BudgetOptions.self, forKey: .budget)
    knowledge = try container.decodeIfPresent(KnowledgeSection.self, forKey: .knowledge)
    report = try container.decodeIfPresent(ReportOptions.self, forKey: .report) ?? ReportOptions()
    languageModel = try container.decodeIfPresent(
      LanguageModelOptions.self, forKey: .languageModel)
    policy = try container.decodeIfPresent(PolicySection.self, forKey: .policy)
    try Self.checkCurrency(currency, decoder)
  }

  /// Writes all sections.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .project)
    try container.encodeIfPresent(currency, forKey: .currency)
    try container.encodeIfPresent(locale, forKey: .locale)
    try container.encodeIfPresent(encoding, forKey: .encoding)
    try container.encode(data, forKey: .data)
    try container.encodeIfPresent(mediaMix, forKey: .mediaMix)
    try container.encodeIfPresent(attribution, forKey: .attribution)
    try container.encodeIfPresent(geo, forKey: .geo)
    try container.encodeIfPresent(geoDesign, forKey: .geoDesign)
    try container.encodeIfPresent(experiment, forKey: .experiment)
    try container.encodeIfPresent(bandit, forKey: .bandit)
    try container.encodeIfPresent(budget, forKey: .budget)
    try container.encodeIfPresent(knowledge, forKey: .knowledge)
    try container.encode(report, forKey: .report)
    try container.encodeIfPresent(languageModel, forKey: .languageModel)
    try container.encodeIfPresent(policy, forKey: .policy)
  }

  /// Whether a text is a currency code of ISO 4217's form.
  public static func isCurrencyCode(_ text: String) -> Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy { (65...90).contains($0) }
  }

  private static func checkCurrency(_ currency: String?, _ decoder: any Decoder) throws {
    guard let currency, !isCurrencyCode(currency) else { return }
    throw DecodingError.dataCorrupted(
      .init(
        codingPath: decoder.codingPath + [CodingKeys.currency],
        debugDescription: "a currency is three capital letters, as in EUR; found \"\(currency)\"."))
  }
}

/// What the report should be like: the `report` section of the project file.
public struct ReportOptions: Codable, Sendable, Equatable {
  /// The language of texts and numbers; English if absent.
  public var language: Language?
  /// Who reads it.
  public var audience: NarrativeOptions.Audience?
  /// The heading; the project's name if absent.
  public var title: String?

  /// Makes options that leave everything at its default.
  public init(
    language: Language? = nil, audience: NarrativeOptions.Audience? = nil, title: String? = nil
  ) {
    self.language = language
    self.audience = audience
    self.title = title
  }

  enum CodingKeys: String, CodingKey, CaseIterable { case language, audience, title }

  /// Reads options; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    language = try container.decodeIfPresent(Language.self, forKey: .language)
    audience = try container.decodeIfPresent(NarrativeOptions.Audience.self, forKey: .audience)
    title = try container.decodeIfPresent(String.self, forKey: .title)
  }
}
