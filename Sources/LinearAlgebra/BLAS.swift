import COpenBLAS

/// The hot-loop interface to BLAS: row-major matrices behind bare pointers, explicit counts, no
/// allocation, no checks, no throwing.
///
/// The caller guarantees that every pointer reaches as many elements as the counts say and that
/// outputs do not overlap inputs. Callers that start from user input go through `Matrix`, which
/// checks shapes. Counts may be zero.
package enum BLAS {
  /// The stride OpenBLAS accepts for a matrix with rows of `columns` elements.
  static func stride(_ columns: Int) -> Int32 { Int32(max(1, columns)) }
}

// MARK: - Vectors

extension BLAS {
  /// The inner product of two vectors of n elements.
  package static func dot(
    _ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>
  ) -> Double {
    cblas_ddot(Int32(n), x, 1, y, 1)
  }

  /// y <- a x + y, over n elements.
  package static func axpy(
    _ n: Int, _ a: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    cblas_daxpy(Int32(n), a, x, 1, y, 1)
  }
}

// MARK: - Matrix and vector

extension BLAS {
  /// y <- alpha op(A) x + beta y, where A is rows x columns.
  ///
  /// Untransposed, x has `columns` elements and y has `rows`; transposed, the other way round.
  /// With beta = 0, y need not be initialised to numbers.
  package static func gemv(
    rows: Int, columns: Int, alpha: Double = 1, _ a: UnsafePointer<Double>,
    _ x: UnsafePointer<Double>, beta: Double = 0, _ y: UnsafeMutablePointer<Double>,
    transposed: Bool = false, strideA: Int? = nil
  ) {
    cblas_dgemv(
      CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), alpha, a,
      stride(strideA ?? columns), x, 1, beta, y, 1)
  }

  /// Solves op(L) x = b in place, where L is lower triangular, n x n; x enters as b.
  package static func trsv(
    _ n: Int, lower l: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>,
    transposed: Bool = false
  ) {
    cblas_dtrsv(
      CblasRowMajor, CblasLower, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit, Int32(n), l,
      stride(n), x, 1)
  }
}

// MARK: - Matrix and matrix

extension BLAS {
  /// C <- alpha op(A) op(B) + beta C, where op(A) is m x k, op(B) is k x n and C is m x n.
  ///
  /// A is stored m x k, or k x m if transposed; B is stored k x n, or n x k if transposed. The
  /// strides are the distances between rows as stored; by default rows are contiguous.
  package static func gemm(
    m: Int, n: Int, k: Int, alpha: Double = 1, _ a: UnsafePointer<Double>, transposeA: Bool = false,
    _ b: UnsafePointer<Double>, transposeB: Bool = false, beta: Double = 0,
    _ c: UnsafeMutablePointer<Double>, strideA: Int? = nil, strideB: Int? = nil,
    strideC: Int? = nil
  ) {
    cblas_dgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
      transposeB ? CblasTrans : CblasNoTrans, Int32(m), Int32(n), Int32(k), alpha, a,
      stride(strideA ?? (transposeA ? m : k)), b, stride(strideB ?? (transposeB ? k : n)), beta, c,
      stride(strideC ?? n))
  }

  /// The lower triangle of C <- alpha A A' + beta C, with A n x k and C n x n.
  ///
  /// Transposed, A is stored k x n and the product is A' A. The strict upper triangle of C is left
  /// alone.
  package static func syrk(
    n: Int, k: Int, alpha: Double = 1, _ a: UnsafePointer<Double>, transposed: Bool = false,
    beta: Double = 0, lower c: UnsafeMutablePointer<Double>, strideA: Int? = nil
  ) {
    cblas_dsyrk(
      CblasRowMajor, CblasLower, transposed ? CblasTrans : CblasNoTrans, Int32(n), Int32(k), alpha,
      a, stride(strideA ?? (transposed ? n : k)), beta, c, stride(n))
  }

  /// Solves op(L) X = B in place, where L is lower triangular, n x n; X enters as B, n x m.
  package static func trsm(
    n: Int, m: Int, lower l: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>,
    transposed: Bool = false, strideX: Int? = nil
  ) {
    cblas_dtrsm(
      CblasRowMajor, CblasLeft, CblasLower, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit,
      Int32(n), Int32(m), 1, l, stride(n), x, stride(strideX ?? m))
  }
}
