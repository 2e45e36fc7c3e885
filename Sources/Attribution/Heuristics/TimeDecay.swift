import Findings

/// More credit to a touch the nearer it is to the journey's end: a touch loses half of its weight in
/// every half-life, and a journey's weights are scaled to one.
///
/// The weights were turned into shares where the data were read (`ConvertingJourneys.shares`, in
/// 2^-32 of the whole). The last touch takes what the others leave, so that a journey's shares sum to
/// the whole however they were rounded, and the whole of a single touch, 2^32, needs no room.
package struct TimeDecay: CreditModel {
  private let paths: PathList
  private let converting: ConvertingJourneys

  /// Prepares the rule for the converting journeys of the data.
  package init(paths: PathList, converting: ConvertingJourneys, options: AttributionOptions) {
    self.paths = paths
    self.converting = converting
  }

  /// Credits by the shares of the entries, counted as `PathCounts.entries` says.
  ///
  /// An entry of j journeys that counts w times stands for w / j of its conversions and value. Journeys of one entry are
  /// alike, so this is a whole number.
  package func credit(_ counts: PathCounts) -> Credit {
    guard converting.count == 0 || !converting.shareOffsets.isEmpty else {
      return Credit(refusal: Self.withoutTimes)
    }
    var tally = ExactTally(channels: paths.channels.count)
    for entry in 0..<converting.count {
      let times = counts.entries.isEmpty ? converting.journeys[entry] : counts.entries[entry]
      guard times != 0 else { continue }
      add(
        entry, conversions: part(converting.conversions[entry], times, converting.journeys[entry]),
        value: part(converting.value[entry], times, converting.journeys[entry]), to: &tally)
    }
    var sum = CreditSum(channels: paths.channels.count)
    tally.drain(into: &sum, times: 1 / Double(ConvertingJourneys.whole))
    return sum.credit
  }

  private func part(_ amount: Int, _ times: Int, _ journeys: Int) -> Int128 {
    let (quotient, rest) = (Int128(amount) * Int128(times)).quotientAndRemainder(
      dividingBy: Int128(journeys))
    return 2 * rest.magnitude >= journeys.magnitude ? quotient + rest.signum() : quotient
  }

  private func add(
    _ entry: Int, conversions: Int128, value: Int128, to tally: inout ExactTally
  ) {
    let touches = paths[Int(converting.path[entry])]
    let shares = converting.shares[
      converting.shareOffsets[entry]..<converting.shareOffsets[entry + 1]]
    var left = Int128(ConvertingJourneys.whole)
    for (channel, share) in zip(touches.dropLast(), shares) {
      tally.add(
        Int(channel), conversions: conversions * Int128(share), value: value * Int128(share))
      left -= Int128(share)
    }
    guard let last = touches.last else { return }
    tally.add(Int(last), conversions: conversions * left, value: value * left)
  }

  private static let withoutTimes = Credit.Refusal(
    Phrase(
      en: "the data have no times",
      de: "die Daten enthalten keine Zeiten"),
    remedy: Phrase(
      en: "Use a touch log with a time column, or another rule, such as position.",
      de: "Ein Log mit einer Spalte der Zeit oder eine andere Regel verwenden, etwa position."
    ))
}
