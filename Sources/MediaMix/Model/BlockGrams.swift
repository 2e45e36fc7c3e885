/// Inner products of the linear block's columns over the cells that are fitted, geo by geo.
///
/// They do not depend on any parameter, so they are computed once.
struct BlockGrams: Sendable {
  /// One matrix a geo, row-major: border x border, border x own, own x own.
  private(set) var border: [[Double]] = []
  private(set) var cross: [[Double]] = []
  private(set) var own: [[Double]] = []
  /// The sum of `border` over geos.
  private(set) var borderSum: [Double] = []

  /// Takes the columns of the next geo, each one entry a period.
  ///
  /// - Parameters:
  ///   - border: columns whose coefficients all geos share.
  ///   - own: columns whose coefficients are the geo's own.
  ///   - mask: 1 for a period that is fitted, else 0.
  mutating func append(
    border columns: [[Double]], own ownColumns: [[Double]], mask: UnsafePointer<Double>
  ) {
    let gram = Self.products(columns, columns, mask)
    borderSum = border.isEmpty ? gram : zip(borderSum, gram).map { $0 + $1 }
    border.append(gram)
    cross.append(Self.products(columns, ownColumns, mask))
    own.append(Self.products(ownColumns, ownColumns, mask))
  }

  private static func products(
    _ left: [[Double]], _ right: [[Double]], _ mask: UnsafePointer<Double>
  ) -> [Double] {
    left.flatMap { a in
      right.map { b in a.indices.reduce(0) { $0 + a[$1] * b[$1] * mask[$1] } }
    }
  }
}
