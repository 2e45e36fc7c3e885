/// A dense matrix of doubles, stored row by row.
///
/// **Shape**: `rows` x `columns`; element (i, j) is `elements[i * columns + j]`. Either count may be
/// zero. Subscripts trap outside the shape as an array's do; everything that depends on data from
/// outside throws `LinearAlgebraError`.
public struct Matrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, row by row: `rows` x `columns` numbers.
  public internal(set) var elements: [Double]

  /// Makes a matrix from its elements, row by row.
  ///
  /// - Throws: `elementCount` unless there are rows x columns elements.
  public init(rows: Int, columns: Int, elements: [Double]) throws(LinearAlgebraError) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow, count == elements.count else {
      throw .elementCount(shape: .init(rows, columns), count: elements.count)
    }
    self.init(unchecked: rows, columns, elements)
  }

  /// Makes a matrix from a list of rows of equal length; no rows make a 0 x 0 matrix.
  ///
  /// - Throws: `shapeMismatch` naming the first row whose length differs from the first row's.
  public init(rows list: [[Double]]) throws(LinearAlgebraError) {
    let width = list.first?.count ?? 0
    for (index, row) in list.enumerated() where row.count != width {
      throw .shapeMismatch(
        operation: "Matrix row \(index + 1)", left: .init(1, width), right: .init(1, row.count))
    }
    self.init(unchecked: list.count, width, list.flatMap(\.self))
  }

  /// Makes a matrix whose elements are all the same.
  ///
  /// - Precondition: neither count is negative.
  public init(rows: Int, columns: Int, repeating value: Double) {
    self.init(unchecked: rows, columns, Array(repeating: value, count: rows * columns))
  }

  /// Makes a matrix by a function of row and column.
  ///
  /// - Precondition: neither count is negative.
  public init(rows: Int, columns: Int, _ element: (_ row: Int, _ column: Int) -> Double) {
    var elements: [Double] = []
    elements.reserveCapacity(rows * columns)
    for i in 0..<rows {
      for j in 0..<columns { elements.append(element(i, j)) }
    }
    self.init(unchecked: rows, columns, elements)
  }

  /// The caller guarantees rows x columns elements.
  init(unchecked rows: Int, _ columns: Int, _ elements: [Double]) {
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The identity of a size.
  public static func identity(_ size: Int) -> Matrix {
    Matrix(diagonal: Array(repeating: 1, count: size))
  }

  /// Makes a square matrix with a diagonal, and zeros elsewhere.
  public init(diagonal: [Double]) {
    self.init(rows: diagonal.count, columns: diagonal.count, repeating: 0)
    for (i, value) in diagonal.enumerated() { self[i, i] = value }
  }
}

extension Matrix {
  /// The element in a row and a column, both counted from zero.
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(column >= 0 && column < columns, "matrix column out of range")
      return elements[row * columns + column]
    }
    set {
      precondition(column >= 0 && column < columns, "matrix column out of range")
      elements[row * columns + column] = newValue
    }
  }

  /// One row, a slice of the storage with `columns` elements.
  public func row(_ index: Int) -> ArraySlice<Double> {
    elements[index * columns..<(index + 1) * columns]
  }

  /// A copy of one column, with `rows` elements.
  public func column(_ index: Int) -> [Double] {
    (0..<rows).map { self[$0, index] }
  }

  /// The diagonal, with min(rows, columns) elements.
  public var diagonal: [Double] {
    (0..<min(rows, columns)).map { self[$0, $0] }
  }

  /// The transpose, columns x rows.
  public var transposed: Matrix {
    Matrix(rows: columns, columns: rows) { self[$1, $0] }
  }

  /// Rows and columns, for errors.
  var shape: LinearAlgebraError.Shape { .init(rows, columns) }

  /// Refuses NaN and infinities, which LAPACK answers with nonsense or an endless loop.
  func requireFinite(_ operation: String) throws(LinearAlgebraError) {
    if let index = elements.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(operation: operation, row: index / columns, column: index % columns)
    }
  }

  /// Refuses matrices that are not square.
  func requireSquare(_ operation: String) throws(LinearAlgebraError) {
    guard rows == columns else { throw .notSquare(operation: operation, shape: shape) }
  }
}
