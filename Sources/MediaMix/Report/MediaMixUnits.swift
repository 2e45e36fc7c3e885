import Findings

/// The units of a model's numbers.
struct MediaMixUnits: Sendable {
  let money: Unit
  let kpi: Unit
  let outcome: Unit
  /// Outcome for money.
  var roi: Unit { outcome / money }
  /// Money for KPI.
  var cost: Unit { money / kpi }

  /// Outcome for contacts, which reach and frequency count.
  var perContacts: Unit { outcome / Unit("1000 contacts") }
  /// Outcome for impressions, clicks, or whatever the exposure counts.
  var perExposures: Unit { outcome / Unit("1000 exposures") }

  init(_ model: MediaMixModel) {
    let target = model.options.target
    money = .money(model.data.currency)
    switch target.kind {
    case .revenue: kpi = money
    case .conversions: kpi = Unit("conversions")
    case .other: kpi = Unit(target.column)
    }
    outcome = target.isMoney ? money : kpi
  }
}
