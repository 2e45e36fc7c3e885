/// What the columns of an export probably mean.
struct GuessedRoles: Sendable, Equatable {
  /// A paid channel.
  struct Channel: Sendable, Equatable {
    var name: String
    var spend: String
    var exposure: String?
    /// Why somebody should look at it again.
    var doubt: String?
  }

  /// The outcome to explain.
  struct Outcome: Sendable, Equatable {
    enum Kind: String, Sendable { case revenue, conversions, other }
    var column: String
    var kind: Kind
    var value: String?
    /// Why somebody should look at it again.
    var doubt: String?
  }

  /// A column that was left out.
  struct Leftover: Sendable, Equatable {
    var column: String
    var reason: String
  }

  var time: String?
  var geo: String?
  var population: String?
  var outcome: Outcome?
  /// Paid channels, in the order of the file.
  var channels: [Channel] = []
  /// Columns that move the outcome and are not media.
  var controls: [String] = []
  /// What was left out, and why.
  var leftovers: [Leftover] = []
  /// The column that names campaigns or channels in a platform's export.
  var campaign: String?
}
