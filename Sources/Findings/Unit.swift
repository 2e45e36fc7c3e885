/// The unit of a number, written as in `findings.json`: `1` for shares and other pure numbers,
/// `EUR`, `EUR/EUR`, `conversions`, `week`.
///
/// A run without a stated currency says `money`; it does not invent one.
public struct Unit: Codable, Sendable, Hashable, CustomStringConvertible {
  /// The unit as written.
  public var symbol: String

  /// Makes a unit from its symbol.
  public init(_ symbol: String) { self.symbol = symbol }

  /// A pure number: a share, a lift, a correlation.
  public static let one = Unit("1")

  /// An amount of money; `money` where no currency was stated.
  public static func money(_ currency: String?) -> Unit { Unit(currency ?? "money") }

  /// The ratio of two units.
  public static func / (numerator: Unit, denominator: Unit) -> Unit {
    Unit("\(numerator.symbol)/\(denominator.symbol)")
  }

  /// The symbol.
  public var description: String { symbol }

  /// Reads the symbol from a plain string.
  public init(from decoder: any Decoder) throws {
    symbol = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the symbol as a plain string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(symbol)
  }
}
