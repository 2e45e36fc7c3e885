/// How often journeys took each path of a `PathList`, and what came of it: the sufficient statistics
/// of every model but those that know of time.
///
/// A journey with several conversions adds all of them to its path. What a model sees of a path is as
/// many journeys as it has conversions and nulls.
package struct PathCounts: Sendable, Equatable {
  /// Conversions by path.
  package var conversions: [Int]
  /// Value of the conversions by path, in millionths of money or as `Intake.valueUnits` says.
  package var value: [Int]
  /// Journeys without conversion by path.
  package var nulls: [Int]
  /// How often each entry of `ConvertingJourneys` counts, where a model needs single journeys; empty
  /// where there are none.
  package var entries: [Int]

  /// Takes counts, one a path.
  package init(conversions: [Int], value: [Int], nulls: [Int], entries: [Int] = []) {
    self.conversions = conversions
    self.value = value
    self.nulls = nulls
    self.entries = entries
  }

  /// All conversions.
  package var totalConversions: Int { conversions.reduce(0, +) }
  /// All value, in millionths of money or as `Intake.valueUnits` says.
  package var totalValue: Int { value.reduce(0, +) }
  /// All journeys without conversion.
  package var totalNulls: Int { nulls.reduce(0, +) }
}
