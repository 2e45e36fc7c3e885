import Findings

/// The units of attribution's numbers.
struct AttributionUnits: Sendable {
  let money: Unit
  static let conversions = Unit("conversions")
  static let journeys = Unit("journeys")

  init(currency: String?) { money = .money(currency) }

  /// Money a conversion.
  var cost: Unit { money / Self.conversions }
  /// Value for spend.
  var returns: Unit { money / money }

  /// The unit of what a calibration's lifts count.
  func unit(of measure: AttributionOptions.Calibration.Measure) -> Unit {
    measure == .value ? money : Self.conversions
  }

  /// The unit of a channel's worth in a game.
  func worth(_ model: AttributionModel) -> Unit {
    switch model {
    case .shapley, .shapleyOrdered: Self.conversions
    case .shapleyRate: Self.conversions / Self.journeys
    case .shapleyValue: money / Self.journeys
    default: .one
    }
  }
}
