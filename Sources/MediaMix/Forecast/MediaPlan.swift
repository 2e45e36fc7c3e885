import Findings
package import Tables

/// Media, controls and values of the periods that follow the data: cell (g, t) of a G x H array
/// stands at `g * H + t`, geos and names in the order of the data.
package struct MediaPlan: Sendable {
  /// The H periods, which follow the data without a gap.
  package let times: TimeAxis
  /// Money to be spent, one G x H array a channel.
  package var spend: [[Double]]
  /// What drives the response, one G x H array a medium, as in the data.
  package var exposure: [[Double]]
  /// Contacts of those reached; nil for a medium without.
  package var frequency: [[Double]?]
  /// Values of treatments, G x H each.
  package var treatmentValues: [[Double]]
  /// Controls, G x H each.
  package var controlValues: [[Double]]
  /// What a unit of the KPI will be worth, G x H.
  package var value: [Double]
  /// What was filled in or left out.
  var notes: [Section.Note]

  /// The number of planned periods, H.
  package var count: Int { times.count }

  package init(
    times: TimeAxis, spend: [[Double]], exposure: [[Double]], frequency: [[Double]?],
    treatmentValues: [[Double]], controlValues: [[Double]], value: [Double]
  ) {
    self.times = times
    self.spend = spend
    self.exposure = exposure
    self.frequency = frequency
    self.treatmentValues = treatmentValues
    self.controlValues = controlValues
    self.value = value
    notes = []
  }

  /// Money to be spent on a channel over all cells.
  func totalSpend(_ channel: Int) -> Double { spend[channel].reduce(0, +) }
}
