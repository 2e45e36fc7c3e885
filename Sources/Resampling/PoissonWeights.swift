package import Probability

/// The random weights of one replicate of the Poisson bootstrap, in the order in which units come.
///
/// Counts of a few alike units take one random byte each, nearly always.
public struct PoissonWeights: Sendable {
  private static let tables = (0..<Int(PoissonSampler.tableLimit)).map {
    PoissonTable(mean: Double($0))
  }
  private static let guides = tables.flatMap(\.guide)

  private var stream: RandomStream
  private var bytes: UInt64 = 0
  private var left = 0
  private let tables = Self.tables
  private let guides = Self.guides

  /// Starts at the beginning of a stream.
  package init(_ stream: RandomStream) { self.stream = stream }

  /// How often a group of alike units counts: a Poisson number with their number as mean.
  ///
  /// - Parameter units: how many they are; 0 takes no random number.
  public mutating func next(units: Int) -> Int {
    if units <= 0 { return 0 }
    guard units < tables.count else {
      return PoissonRejection(mean: Double(units)).sample(&stream)
    }
    if left == 0 {
      bytes = stream.next()
      left = 8
    }
    let byte = Int(truncatingIfNeeded: bytes & 0xFF)
    bytes >>= 8
    left -= 1
    let known = guides[units << 8 | byte]
    if known != PoissonTable.open { return Int(known) }
    return tables[units].count(of: UInt64(byte) << 56 | stream.next() >> 8)
  }
}
