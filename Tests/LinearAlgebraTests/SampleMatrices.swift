import LinearAlgebra
import Testing

/// A matrix of reproducible, irregular numbers in (-1, 1).
func sampleMatrix(_ rows: Int, _ columns: Int, seed: Int = 1) -> Matrix {
  Matrix(rows: rows, columns: columns) { i, j in
    var bits = UInt64(i * 7919 + j * 104_729 + seed * 15_485_863) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return 2 * Double((bits ^ (bits >> 27)) >> 11) * 0x1p-53 - 1
  }
}

/// A well-conditioned symmetric positive-definite matrix, n x n.
func samplePositiveDefinite(_ n: Int) throws -> Matrix {
  try sampleMatrix(n + 3, n, seed: 5).gram() + Matrix.identity(n)
}

/// Whether two matrices have one shape and agree to an absolute tolerance.
func agree(_ a: Matrix, _ b: Matrix, _ tolerance: Double = 1e-12) -> Bool {
  a.rows == b.rows && a.columns == b.columns
    && zip(a.elements, b.elements).allSatisfy { abs($0 - $1) <= tolerance }
}

/// Whether two vectors have one length and agree to an absolute tolerance.
func agree(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-12) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
}

/// The product written out, to check the library's against.
func naiveProduct(_ a: Matrix, _ b: Matrix) -> Matrix {
  Matrix(rows: a.rows, columns: b.columns) { i, j in
    (0..<a.columns).reduce(0.0) { $0 + a[i, $1] * b[$1, j] }
  }
}
