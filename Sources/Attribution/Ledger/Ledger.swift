import Findings
package import Foundation
package import Tables

/// The credit of every conversion and touch: a line for each touch of a converting journey.
///
/// Users and conversions are pseudonyms, HMAC-SHA-256 of the identifier under the user's key, cut to 105
/// bits. With the key they can be joined to the original data, so the ledger is personal data.
package struct Ledger {
  private let log: TouchLog
  private let data: AttributionData
  private let models: [(name: String, sharing: JourneySharing)]

  /// Prepares the ledger of a log that was read under a ledger's key.
  ///
  /// - Parameters:
  ///   - credits: what each model credits in all.
  /// - Throws: `AttributionError` where a model cannot share single journeys.
  package init(
    _ log: TouchLog, data: AttributionData, credits: [(AttributionModel, Credit)],
    options: AttributionOptions
  ) throws(AttributionError) {
    self.log = log
    self.data = data
    models = try credits.map { (model, credit) throws(AttributionError) in
      (
        model.rawValue,
        try JourneySharing(model, credit: credit, data: data, options: options)
      )
    }
  }

  /// Writes the ledger as CSV, in an order that only the data and the key decide.
  ///
  /// - Parameter append: takes the next part of the file.
  /// - Throws: `AttributionError`, `CancellationError`, or what `append` throws.
  package func write(
    options: AttributionOptions, rules: ChannelRules?, append: (Data) throws -> Void
  ) throws {
    let walk = try JourneyWalk(log, options: options, rules: rules)
    try append(Data((header.joined(separator: ",") + "\r\n").utf8))
    var text = ""
    for partition in 0..<EventStore.partitions {
      try Task.checkCancellation()
      var users: [(pseudonym: String, lines: String)] = []
      try walk.forEachUser(of: partition) { pseudonym, journeys in
        var lines = ""
        for (number, journey) in journeys.enumerated() {
          write(journey, pseudonym, number + 1, to: &lines)
        }
        if !lines.isEmpty { users.append((pseudonym, lines)) }
      }
      for user in users.sorted(by: { $0.pseudonym < $1.pseudonym }) { text += user.lines }
      try append(Data(text.utf8))
      text = ""
    }
  }

  private var header: [String] {
    [
      "pseudonymous_user", "pseudonymous_conversion", "conversions", "value", "conversion_time",
      "touch", "touch_time", "channel",
    ] + models.flatMap { ["credit_\($0.name)", "value_\($0.name)"] }
  }

  private func write(
    _ journey: JourneyWalk.Journey, _ pseudonym: String, _ number: Int, to lines: inout String
  ) {
    let shares = models.map { $0.sharing.shares(journey.channels, journey.times) }
    let value = Double(journey.value) / 1e6
    for (place, channel) in journey.channels.enumerated() {
      var fields = [
        pseudonym, "\(pseudonym)-\(number)", String(journey.conversions), Self.number(value),
        time(journey.end), String(place + 1), time(journey.times[place]),
        PlainText.csvField(PlainText.clean(data.paths.channels[Int(channel)])),
      ]
      for share in shares {
        fields.append(Self.number(Double(journey.conversions) * share.conversions[place]))
        fields.append(Self.number(value * share.value[place]))
      }
      lines += fields.joined(separator: ",") + "\r\n"
    }
  }

  /// A moment as ISO 8601, or a plain number where the log has no times.
  private func time(_ microseconds: Int) -> String {
    guard log.intake.hasTimes else { return String(microseconds) }
    let day = 86_400_000_000
    var (days, rest) = microseconds.quotientAndRemainder(dividingBy: day)
    if rest < 0 { (days, rest) = (days - 1, rest + day) }
    let seconds = rest / 1_000_000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60]
      .map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    return "\(CivilDate(dayNumber: days))T\(clock)"
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
