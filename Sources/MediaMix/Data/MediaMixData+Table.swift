public import Tables

extension MediaMixData {
  /// Reads a panel from a table, and refuses what a model could not stand on.
  ///
  /// - Parameters:
  ///   - table: one row for each geo and period, in any order.
  ///   - columns: the columns that place a row in the panel.
  ///   - options: which columns are KPI, media and controls.
  ///   - currency: the currency of money, if stated.
  /// - Throws: `MediaMixError.refused` with every problem found, not only the first.
  public init(
    table: Table, columns: Columns, options: MediaMixOptions, currency: String?
  ) throws(MediaMixError) {
    var reader = PanelReader(table: table, columns: columns)
    reader.checkOptions(options)
    reader.checkCurrency(currency)
    guard let panel = reader.placeRows(),
      let leadIn = reader.leadIn(options.target.column, panel)
    else {
      reader.surveyColumns(options)
      throw .refused(reader.problems)
    }

    let channels = options.channels.keys.sorted()
    let controls = Set(options.controls).sorted()
    let kpi = reader.kpi(options.target.column, panel, leadIn: leadIn)
    let value = reader.value(options.target, panel, leadIn: leadIn)
    var spend: [[Double]] = []
    var drivers: [PanelReader.Driver] = []
    for name in channels {
      guard let channel = options.channels[name] else { continue }
      let (money, driver) = reader.channel(name, channel, panel, leadIn: leadIn)
      spend.append(money)
      drivers.append(driver)
    }
    let organic = options.organic.keys.sorted()
    for name in organic {
      guard let media = options.organic[name]?.media else { continue }
      drivers.append(reader.driver(name, media, panel, leadIn: leadIn))
    }
    let treatments = options.treatments.sorted { $0.key < $1.key }
    let treatmentValues = treatments.map {
      reader.treatment($0.key, $0.value, panel, leadIn: leadIn)
    }
    let controlValues = controls.map { reader.control($0, panel, leadIn: leadIn) }
    let population = reader.population(panel, leadIn: leadIn)
    if let kpi { reader.checkVariation(kpi, population, options, panel) }
    let times = reader.observedTimes(panel, leadIn: leadIn)
    guard reader.problems.isEmpty, let kpi, let times else { throw .refused(reader.problems) }

    self.init(
      source: table.source, geos: panel.geos, isNational: panel.geos.count == 1, times: times,
      leadIn: leadIn, channels: channels, controls: controls, kpi: kpi, value: value,
      population: population, spend: spend, exposure: drivers.map(\.exposure),
      controlValues: controlValues,
      currency: currency ?? table.currency, organic: organic, treatments: treatments.map(\.key),
      frequency: drivers.map(\.frequency), treatmentValues: treatmentValues)
  }
}
