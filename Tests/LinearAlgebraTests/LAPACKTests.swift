import LinearAlgebra
import Testing

@Suite("LAPACK's Cholesky family, row-major and in place") struct LAPACKTests {
  @Test("the factor times its transpose is the matrix; the upper triangle stays as it was")
  func factor() throws {
    let a = try samplePositiveDefinite(17)
    var work = Matrix(rows: 17, columns: 17) { $1 <= $0 ? a[$0, $1] : 42 }.elements
    #expect(LAPACK.choleskyInPlace(17, &work))
    let result = try Matrix(rows: 17, columns: 17, elements: work)
    let l = Matrix(rows: 17, columns: 17) { $1 <= $0 ? result[$0, $1] : 0 }
    #expect(agree(naiveProduct(l, l.transposed), a, 1e-12))
    #expect(result[0, 16] == 42)
  }

  @Test("a matrix that is not positive definite, or not finite, is refused")
  func refused() {
    var indefinite: [Double] = [1, 2, 2, 1]
    #expect(!LAPACK.choleskyInPlace(2, &indefinite))
    for bad in [Double.nan, .infinity, -.infinity] {
      for place in [0, 2, 3] {
        var work: [Double] = [2, 0, 0, 2]
        work[place] = bad
        #expect(!LAPACK.choleskyInPlace(2, &work), "\(bad) in place \(place)")
      }
    }
  }

  @Test("the inverse from the factor is symmetric and inverts") func inverse() throws {
    let a = try samplePositiveDefinite(9)
    var work = a.elements
    #expect(LAPACK.choleskyInPlace(9, &work))
    LAPACK.invertFromCholesky(9, &work)
    let inverse = try Matrix(rows: 9, columns: 9, elements: work)
    #expect(inverse == inverse.transposed)
    #expect(agree(naiveProduct(a, inverse), .identity(9), 1e-12))
  }

  @Test("an empty matrix is positive definite") func empty() {
    var work: [Double] = [0]
    #expect(LAPACK.choleskyInPlace(0, &work))
  }

  @Test("concurrent factorisations give the serial bits") func concurrent() async throws {
    useOneThread()
    let a = try samplePositiveDefinite(64)
    let serial = try Cholesky(a).factor
    let results = try await withThrowingTaskGroup(of: Matrix.self) { group in
      for _ in 0..<8 { group.addTask { try Cholesky(a).factor } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 8 && results.allSatisfy { $0 == serial })
  }

  @Test("the kernel has a name") func kernel() { #expect(!kernelName().isEmpty) }
}
