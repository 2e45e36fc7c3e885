/// A finished experiment on media, as one method hands it to another.
///
/// A geo test, a holdout, a go-dark or a platform's conversion lift: over some dates and geos the
/// spend of one or more channels differed from what it would have been, and the outcome that this
/// added (or cost) was estimated with an error. Several channels may have moved together, and tests
/// may overlap.
public struct LiftTest: Codable, Sendable, Equatable {
  /// How spend was changed, and which of the two courses the panel's own columns show.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Spend was raised or lowered to `spendFactor` times the usual; the panel shows the treated
    /// course. The lift is treated less usual.
    case heavyUp = "heavy-up"
    /// Spend was stopped; the panel shows the stop. The usual course is `usualSpend` over the
    /// treatment, or, without it, the mean of as many periods just before. The lift is dark less
    /// usual: negative where the channel works.
    case goDark = "go-dark"
    /// Some people or geos outside the panel were kept without ads while the panel went on as usual.
    /// The lift is what the ads added: usual less none.
    case holdout
    /// The same, measured by a platform on its users.
    case conversionLift = "conversion-lift"
  }

  /// What the model does with the panel's own cells of the test, whose outcome the test has used
  /// already if it was analysed on this panel.
  public enum PanelCells: String, Codable, Sendable, CaseIterable {
    /// They leave the likelihood, so that no outcome counts twice.
    case mask
    /// They stay: the test was measured on other people.
    case keep
  }

  /// What the test is called in reports.
  public var name: String
  /// How spend was changed.
  public var kind: Kind
  /// The channels whose spend was changed, all by the same factor.
  public var channels: [String]
  /// The geos in which it was; all geos if nil.
  public var geos: [String]?
  /// The first period of the changed spend: a label of the data, a date inside the period, or a
  /// coarser label such as `2025-03`, whose first period it then is.
  public var from: String
  /// The last period of the changed spend, written likewise; of a coarser label the last period.
  public var to: String
  /// The last period over which the outcome was compared; `to` if nil.
  public var measuredTo: String?
  /// Treated spend over usual spend; for `heavyUp` only.
  public var spendFactor: Double?
  /// Usual spend of all channels together over the treatment and its geos; for `goDark` only.
  public var usualSpend: Double?
  /// The incremental KPI over the measurement, in the KPI's own unit, summed over geos and periods.
  public var lift: Double
  /// Its standard error, in the same unit.
  public var standardError: Double
  /// What to do with the panel's cells; if nil, `mask` for `heavyUp` and `goDark`, else `keep`.
  public var panelCells: PanelCells?
  /// Where the numbers come from: a file, a run, a study.
  public var source: String?

  /// Makes a test.
  public init(
    name: String, kind: Kind, channels: [String], geos: [String]? = nil, from: String, to: String,
    measuredTo: String? = nil, spendFactor: Double? = nil, usualSpend: Double? = nil, lift: Double,
    standardError: Double, panelCells: PanelCells? = nil, source: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.channels = channels
    self.geos = geos
    self.from = from
    self.to = to
    self.measuredTo = measuredTo
    self.spendFactor = spendFactor
    self.usualSpend = usualSpend
    self.lift = lift
    self.standardError = standardError
    self.panelCells = panelCells
    self.source = source
  }

  /// The keys of a test as they are written.
  public enum Key: String, CodingKey, CaseIterable, Sendable {
    case name, kind, channels, geos, from, to
    case measuredTo = "measured_to"
    case spendFactor = "spend_factor"
    case usualSpend = "usual_spend"
    case lift
    case standardError = "standard_error"
    case panelCells = "panel_cells"
    case source
  }

  /// Writes the test; what is not set is left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(kind, forKey: .kind)
    try container.encode(channels, forKey: .channels)
    try container.encodeIfPresent(geos, forKey: .geos)
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
    try container.encodeIfPresent(measuredTo, forKey: .measuredTo)
    try container.encodeIfPresent(spendFactor, forKey: .spendFactor)
    try container.encodeIfPresent(usualSpend, forKey: .usualSpend)
    try container.encode(lift, forKey: .lift)
    try container.encode(standardError, forKey: .standardError)
    try container.encodeIfPresent(panelCells, forKey: .panelCells)
    try container.encodeIfPresent(source, forKey: .source)
  }

  /// Reads a test; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: Key.self)
    let container = try decoder.container(keyedBy: Key.self)
    name = try container.decode(String.self, forKey: .name)
    kind = try StrictDecoding.word(Kind.self, forKey: .kind, in: container)
    channels = try container.decode([String].self, forKey: .channels)
    geos = try container.decodeIfPresent([String].self, forKey: .geos)
    from = try container.decode(String.self, forKey: .from)
    to = try container.decode(String.self, forKey: .to)
    measuredTo = try container.decodeIfPresent(String.self, forKey: .measuredTo)
    spendFactor = try container.decodeIfPresent(Double.self, forKey: .spendFactor)
    usualSpend = try container.decodeIfPresent(Double.self, forKey: .usualSpend)
    lift = try container.decode(Double.self, forKey: .lift)
    standardError = try container.decode(Double.self, forKey: .standardError)
    panelCells =
      try container.decodeIfPresent(String.self, forKey: .panelCells) == nil
      ? nil : StrictDecoding.word(PanelCells.self, forKey: .panelCells, in: container)
    source = try container.decodeIfPresent(String.self, forKey: .source)
  }

  /// What the model does with the panel's cells.
  public var cells: PanelCells {
    if let panelCells { return panelCells }
    switch kind {
    case .heavyUp, .goDark: return .mask
    case .holdout, .conversionLift: return .keep
    }
  }
}
