public import Tables

/// Validated input of a media-mix model: a panel of geos and periods in canonical order.
///
/// Geos are in natural order (`geo2` before `geo10`), channels and controls in order of name, so
/// no order of rows or columns in the file can reach the arithmetic. Cell (g, t) of a G x T array
/// stands at `g * T + t`.
public struct MediaMixData: Sendable {
  /// The columns that place a row in the panel.
  public struct Columns: Sendable, Equatable, Codable {
    /// The time column.
    public var time: String
    /// The geo column; nil for national data.
    public var geo: String?
    /// The column of inhabitants; nil counts each geo as one.
    public var population: String?

    /// Names the columns.
    public init(time: String, geo: String? = nil, population: String? = nil) {
      self.time = time
      self.geo = geo
      self.population = population
    }
  }

  /// Where the data came from, as shown in messages.
  public let source: String
  /// The name of each geo; one element for national data.
  public let geos: [String]
  /// Whether the data tell geos apart.
  public let isNational: Bool
  /// The T periods for which the KPI is known.
  public let times: TimeAxis
  /// The number of periods before them for which media alone are known.
  public let leadIn: Int
  /// Paid channels, in order of name.
  public let channels: [String]
  /// Media without spend, in order of name.
  public let organic: [String]
  /// Measures that are not media, in order of name.
  public let treatments: [String]
  /// Controls, in order of name.
  public let controls: [String]
  /// The KPI, G x T, in its own unit.
  public let kpi: [Double]
  /// What a unit of the KPI is worth, G x T; ones where it is not money or is money already.
  public let value: [Double]
  /// Inhabitants of each geo, G.
  public let population: [Double]
  /// Money spent, one G x T array a channel.
  public let spend: [[Double]]
  /// What drives the response, one G x (leadIn + T) array a medium: paid channels first, organic
  /// media after them.
  ///
  /// With reach and frequency it is the reach.
  public let exposure: [[Double]]
  /// The mean number of contacts of those reached, in the same order and shape; nil for a medium
  /// that is told by its exposure alone.
  public let frequency: [[Double]?]
  /// Values of treatments, one G x T array each.
  public let treatmentValues: [[Double]]
  /// Controls, one G x T array each.
  public let controlValues: [[Double]]
  /// The currency of money, if stated.
  public let currency: String?

  /// Takes arrays that are in canonical order already.
  package init(
    source: String, geos: [String], isNational: Bool, times: TimeAxis, leadIn: Int,
    channels: [String], controls: [String], kpi: [Double], value: [Double], population: [Double],
    spend: [[Double]], exposure: [[Double]], controlValues: [[Double]], currency: String?,
    organic: [String] = [], treatments: [String] = [], frequency: [[Double]?]? = nil,
    treatmentValues: [[Double]] = []
  ) {
    self.source = source
    self.geos = geos
    self.isNational = isNational
    self.times = times
    self.leadIn = leadIn
    self.channels = channels
    self.organic = organic
    self.treatments = treatments
    self.controls = controls
    self.kpi = kpi
    self.value = value
    self.population = population
    self.spend = spend
    self.exposure = exposure
    self.frequency = frequency ?? exposure.map { _ in nil }
    self.treatmentValues = treatmentValues
    self.controlValues = controlValues
    self.currency = currency
  }

  /// Everything whose effect is a term of the model: paid channels, organic media, treatments.
  public var terms: [String] { channels + organic + treatments }
  /// The number of geos, G.
  public var geoCount: Int { geos.count }
  /// The number of periods, T.
  public var timeCount: Int { times.count }
  /// The outcome (KPI times value) summed over all cells.
  public var totalOutcome: Double {
    var total = 0.0
    for (kpi, value) in zip(kpi, value) { total += kpi * value }
    return total
  }

  /// Money spent on a channel over all cells.
  public func totalSpend(_ channel: Int) -> Double { spend[channel].reduce(0, +) }
}
