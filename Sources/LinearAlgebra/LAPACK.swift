import COpenBLAS

/// The hot-loop interface to LAPACK's Cholesky family: row-major matrices behind bare pointers, no
/// throwing, no allocation of ours.
///
/// A row-major lower triangle is a column-major upper triangle, so every call goes out column-major
/// with the other triangle's letter. LAPACKE's own row-major mode would transpose, at half the
/// speed.
package enum LAPACK {
  private static let upper = CChar(UInt8(ascii: "U"))

  /// Replaces the lower triangle of a symmetric n x n matrix by its Cholesky factor L, A = L L'.
  ///
  /// The strict upper triangle is neither read nor written.
  ///
  /// - Returns: false if A is not positive definite or holds numbers that are not finite; the
  ///   lower triangle is then garbage.
  package static func choleskyInPlace(_ n: Int, _ a: UnsafeMutablePointer<Double>) -> Bool {
    failedPivot(n, a) == nil
  }

  /// Factors as `choleskyInPlace` does, and returns the index from zero of the first pivot that is
  /// not a positive finite number, or nil when all are.
  static func failedPivot(_ n: Int, _ a: UnsafeMutablePointer<Double>) -> Int? {
    let info = LAPACKE_dpotrf(LAPACK_COL_MAJOR, upper, Int32(n), a, BLAS.stride(n))
    if info > 0 { return Int(info) - 1 }
    // OpenBLAS asks whether a pivot is <= 0, which lets NaN and infinity pass.
    return (0..<n).first { !(a[$0 * n + $0].isFinite && a[$0 * n + $0] > 0) }
      ?? (info < 0 ? 0 : nil)
  }

  /// Replaces a Cholesky factor L (lower triangle of n x n) by the whole symmetric inverse of L L'.
  package static func invertFromCholesky(_ n: Int, _ l: UnsafeMutablePointer<Double>) {
    _ = LAPACKE_dpotri(LAPACK_COL_MAJOR, upper, Int32(n), l, BLAS.stride(n))
    for i in 0..<n {
      for j in 0..<i { l[j * n + i] = l[i * n + j] }
    }
  }
}
