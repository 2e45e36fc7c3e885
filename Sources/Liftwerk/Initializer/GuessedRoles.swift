/// What the columns of an export probably mean.
struct GuessedRoles: Sendable, Equatable {
  /// A paid channel.
  struct Channel: Sendable, Equatable {
    var name: String
    var spend: String
    var exposure: String?
    /// The columns of people reached and of their mean contacts; both or none.
    var reach: String?
    var frequency: String?
    /// Why somebody should look at it again.
    var doubt: String?
  }

  /// A medium without spend.
  struct Organic: Sendable, Equatable {
    var name: String
    var exposure: String?
    var reach: String?
    var frequency: String?
  }

  /// A measure that is not media.
  struct Treatment: Sendable, Equatable {
    var name: String
    var column: String
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
  /// Media without spend, in the order of the file.
  var organic: [Organic] = []
  /// Prices, promotions and the like, in the order of the file.
  var treatments: [Treatment] = []
  /// Columns that move the outcome and are not media.
  var controls: [String] = []
  /// What was left out, and why.
  var leftovers: [Leftover] = []
  /// The column that names campaigns or channels in a platform's export.
  var campaign: String?
}
