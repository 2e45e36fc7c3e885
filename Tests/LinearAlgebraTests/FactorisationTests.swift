import Foundation
import LinearAlgebra
import Testing

@Suite("Cholesky") struct CholeskyTests {
  @Test("the factor rebuilds the matrix", arguments: [1, 2, 7, 60]) func rebuild(n: Int) throws {
    let a = try samplePositiveDefinite(n)
    let cholesky = try Cholesky(a)
    #expect(agree(naiveProduct(cholesky.factor, cholesky.factor.transposed), a, 1e-11))
    #expect(agree(naiveProduct(a, cholesky.inverse), .identity(n), 1e-11))
    let x = sampleMatrix(n, 3, seed: 7)
    #expect(agree(try cholesky.solve(try a * x), x, 1e-11))
    #expect(agree(try cholesky.solve(try a * x.column(0)), x.column(0), 1e-11))
  }

  @Test("the log determinant is the textbook's") func logDeterminant() throws {
    let cholesky = try Cholesky(Matrix(rows: [[4, 2], [2, 3]]))
    #expect(abs(cholesky.logDeterminant - log(8)) < 1e-15)
  }

  @Test("errors name the pivot") func errors() throws {
    #expect(throws: LinearAlgebraError.notPositiveDefinite(pivot: 1, size: 2)) {
      try Cholesky(Matrix(rows: [[1, 2], [2, 1]]))
    }
    let x = sampleMatrix(12, 3)
    let collinear = Matrix(rows: 12, columns: 4) { $1 < 3 ? x[$0, $1] : x[$0, 0] + 2 * x[$0, 2] }
    let error = #expect(throws: LinearAlgebraError.self) { try Cholesky(collinear.gram()) }
    #expect(error?.description.contains(" 4 of 4") == true)
    #expect(throws: LinearAlgebraError.notSquare(operation: "Cholesky", shape: .init(2, 3))) {
      try Cholesky(sampleMatrix(2, 3))
    }
    #expect(throws: LinearAlgebraError.notFinite(operation: "Cholesky", row: 1, column: 0)) {
      try Cholesky(Matrix(rows: [[1, 0], [.nan, 1]]))
    }
    #expect(throws: LinearAlgebraError.self) {
      try Cholesky(.identity(2)).solve([1, 2, 3])
    }
    #expect(throws: LinearAlgebraError.self) {
      try Cholesky(.identity(2)).solve(sampleMatrix(3, 1))
    }
  }
}

@Suite("QR") struct QRTests {
  @Test("Q is orthonormal and Q R rebuilds the matrix", arguments: [(5, 5), (30, 4), (3, 1)])
  func rebuild(m: Int, n: Int) throws {
    let a = sampleMatrix(m, n)
    let qr = try QR(a)
    #expect(agree(qr.q.gram(), .identity(n), 1e-13))
    #expect(agree(naiveProduct(qr.q, qr.r), a, 1e-13))
    #expect(qr.rDiagonal == qr.r.diagonal)
    #expect(qr.firstDependentColumn == nil)
  }

  @Test("least squares solves the normal equations") func leastSquares() throws {
    let a = sampleMatrix(40, 5)
    let y = sampleMatrix(40, 1, seed: 9).elements
    let fit = try QR(a).leastSquares(y)
    let normal = try Cholesky(a.gram()).solve(try a.transposed * y)
    #expect(agree(fit.coefficients, normal, 1e-12))
    let fitted = try a * fit.coefficients
    #expect(agree(fit.residuals, zip(y, fitted).map { $0 - $1 }, 1e-13))
    #expect(agree(try a.transposed * fit.residuals, Array(repeating: 0, count: 5), 1e-12))
    #expect(abs(fit.residualSumOfSquares - fit.residuals.map { $0 * $0 }.reduce(0, +)) < 1e-13)
    #expect(agree(try QR(a).gramInverse(), try Cholesky(a.gram()).inverse, 1e-12))
  }

  @Test("a straight line through points on it is found") func line() throws {
    let design = Matrix(rows: 4, columns: 2) { $1 == 0 ? 1 : Double($0) }
    let fit = try QR(design).leastSquares([1, 3, 5, 7])
    #expect(agree(fit.coefficients, [1, 2], 1e-14))
    #expect(fit.residualSumOfSquares < 1e-28)
  }

  @Test("the first dependent column is named, whatever the columns' scale") func dependent() throws
  {
    let x = sampleMatrix(20, 3)
    let a = Matrix(rows: 20, columns: 4) { i, j in
      j == 2 ? 1e6 * (x[i, 0] - 3 * x[i, 1]) : (j == 3 ? 1e-6 * x[i, 2] : x[i, j])
    }
    let qr = try QR(a)
    #expect(qr.firstDependentColumn == 2)
    #expect(throws: LinearAlgebraError.rankDeficient(operation: "Least squares", pivot: 2, size: 4))
    { try qr.leastSquares(x.column(0)) }
    #expect(throws: LinearAlgebraError.self) { try qr.gramInverse() }
    #expect(try QR(Matrix(rows: 3, columns: 1, repeating: 0)).firstDependentColumn == 0)
  }

  @Test("impossible problems are refused") func errors() throws {
    #expect(throws: LinearAlgebraError.tooFewRows(shape: .init(2, 3))) {
      try QR(sampleMatrix(2, 3))
    }
    let qr = try QR(sampleMatrix(3, 2))
    #expect(throws: LinearAlgebraError.self) { try qr.leastSquares([1, 2]) }
    #expect(throws: LinearAlgebraError.self) { try qr.leastSquares([1, .infinity, 2]) }
  }
}

@Suite("Eigenvalues and singular values") struct SpectralTests {
  @Test("eigenvectors are orthonormal and rebuild the matrix", arguments: [1, 3, 40])
  func eigen(n: Int) throws {
    let x = sampleMatrix(n, n)
    let a = try x + x.transposed
    let eigen = try SymmetricEigen(a)
    #expect(eigen.values == eigen.values.sorted())
    #expect(agree(eigen.vectors.gram(), .identity(n), 1e-12))
    let scaled = naiveProduct(eigen.vectors, Matrix(diagonal: eigen.values))
    #expect(agree(naiveProduct(scaled, eigen.vectors.transposed), a, 1e-12))
  }

  @Test("known eigenvalues are found, from the lower triangle alone") func knownEigen() throws {
    let eigen = try SymmetricEigen(Matrix(rows: [[2, 77], [1, 2]]))
    #expect(agree(eigen.values, [1, 3], 1e-15))
    #expect(throws: LinearAlgebraError.self) { try SymmetricEigen(sampleMatrix(2, 3)) }
    #expect(throws: LinearAlgebraError.self) { try SymmetricEigen(Matrix(diagonal: [.nan])) }
  }

  @Test(
    "singular vectors are orthonormal and rebuild the matrix", arguments: [(6, 3), (3, 6), (4, 4)])
  func svd(m: Int, n: Int) throws {
    let a = sampleMatrix(m, n)
    let svd = try SVD(a)
    let k = min(m, n)
    #expect(svd.values == svd.values.sorted(by: >))
    #expect(agree(svd.left.gram(), .identity(k), 1e-13))
    #expect(agree(svd.rightTransposed.transposed.gram(), .identity(k), 1e-13))
    let scaled = naiveProduct(svd.left, Matrix(diagonal: svd.values))
    #expect(agree(naiveProduct(scaled, svd.rightTransposed), a, 1e-13))
  }

  @Test("condition number and rank see dependence") func condition() throws {
    #expect(abs(try SVD(Matrix(diagonal: [1, 10, 4])).conditionNumber - 10) < 1e-13)
    let singular = try SVD(Matrix(rows: [[1, 2], [2, 4], [3, 6]]))
    #expect(singular.rank() == 1)
    #expect(singular.conditionNumber > 1e15)
    #expect(try SVD(Matrix(rows: 2, columns: 2, repeating: 0)).conditionNumber == .infinity)
    #expect(throws: LinearAlgebraError.self) { try SVD(Matrix(diagonal: [.infinity])) }
  }
}
