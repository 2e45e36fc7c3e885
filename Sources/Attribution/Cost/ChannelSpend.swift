import Findings

/// What was spent on channels, matched with the channels of the journeys by name.
package struct ChannelSpend: Sendable, Equatable {
  /// Money by channel of the journeys; nil where the table does not name it.
  package let amounts: [Double?]
  /// Names of the table that no journey holds, sorted, with the nearest channel.
  package let unknown: [Unknown]

  /// A name that no journey holds.
  package struct Unknown: Sendable, Equatable {
    /// The name.
    package var name: String
    /// What was spent on it.
    package var amount: Double
    /// The channel that was perhaps meant.
    package var nearest: String?
  }

  /// Matches a table of spend with channels.
  ///
  /// - Throws: `AttributionError.refused` if an amount is negative or not a number.
  package init(_ table: [String: Double], channels: [String]) throws(AttributionError) {
    for (name, amount) in table.sorted(by: { $0.key < $1.key })
    where !(amount >= 0 && amount.isFinite) {
      throw .refused(
        "The spend of \"\(PlainText.clean(name))\" is \(amount): it must be zero or more.")
    }
    amounts = channels.map { table[$0] }
    let known = Set(channels)
    unknown = table.keys.filter { !known.contains($0) }.sorted().map { name in
      Unknown(
        name: name, amount: table[name] ?? 0,
        nearest: nearestNames(to: name, among: channels).first)
    }
  }

  /// All money spent on channels of the journeys.
  package var total: Double { amounts.reduce(0) { $0 + ($1 ?? 0) } }
}
