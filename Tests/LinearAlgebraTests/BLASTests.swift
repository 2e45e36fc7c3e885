import LinearAlgebra
import Testing

@Suite("BLAS calls are row-major") struct BLASTests {
  let a = sampleMatrix(5, 3)
  let b = sampleMatrix(3, 4, seed: 2)
  let lower = Matrix(rows: 4, columns: 4) { i, j in
    i == j ? 2 + Double(i) : (j < i ? sampleMatrix(4, 4, seed: 3)[i, j] : 99)
  }
  var onlyLower: Matrix { Matrix(rows: 4, columns: 4) { $1 <= $0 ? lower[$0, $1] : 0 } }

  @Test("dot and axpy work on vectors") func vectors() {
    var y: [Double] = [1, 2, 3]
    #expect(BLAS.dot(3, [4, 5, 6], y) == 32)
    BLAS.axpy(3, 2, [1, 0, -1], &y)
    #expect(y == [3, 2, 1])
  }

  @Test("gemv multiplies by the matrix or its transpose, scaled and accumulated") func gemv() throws
  {
    let x: [Double] = [1, -2, 0.5]
    var y = Array(repeating: Double.nan, count: 5)
    BLAS.gemv(rows: 5, columns: 3, a.elements, x, &y)
    #expect(agree(y, naiveProduct(a, try Matrix(rows: 3, columns: 1, elements: x)).elements))

    var z: [Double] = [1, 1, 1]
    BLAS.gemv(rows: 5, columns: 3, alpha: 2, a.elements, y, beta: 3, &z, transposed: true)
    let product = naiveProduct(a.transposed, try Matrix(rows: 5, columns: 1, elements: y))
    #expect(agree(z, product.elements.map { 2 * $0 + 3 }))
  }

  @Test("gemm takes either factor transposed", arguments: [false, true], [false, true])
  func gemm(transposeA: Bool, transposeB: Bool) {
    let storedA = transposeA ? a.transposed : a
    let storedB = transposeB ? b.transposed : b
    var c = Array(repeating: 1.0, count: 20)
    BLAS.gemm(
      m: 5, n: 4, k: 3, alpha: 2, storedA.elements, transposeA: transposeA, storedB.elements,
      transposeB: transposeB, beta: 1, &c)
    #expect(agree(c, naiveProduct(a, b).elements.map { 2 * $0 + 1 }))
  }

  @Test("gemm with strides multiplies blocks of larger matrices") func strides() throws {
    let wide = sampleMatrix(5, 6, seed: 8)
    var c = Array(repeating: 7.0, count: 5 * 5)
    BLAS.gemm(m: 5, n: 4, k: 3, wide.elements, b.elements, &c, strideA: 6, strideC: 5)
    let block = Matrix(rows: 5, columns: 3) { wide[$0, $1] }
    let expected = naiveProduct(block, b)
    let result = try Matrix(rows: 5, columns: 5, elements: c)
    #expect(agree(Matrix(rows: 5, columns: 4) { result[$0, $1] }, expected))
    #expect(result.column(4) == Array(repeating: 7, count: 5))
  }

  @Test("syrk fills the lower triangle only, in both forms") func syrk() {
    let outer = naiveProduct(a, a.transposed)
    var c = Matrix(rows: 5, columns: 5, repeating: -3).elements
    BLAS.syrk(n: 5, k: 3, a.elements, lower: &c)
    var inner = Matrix(rows: 3, columns: 3, repeating: -3).elements
    BLAS.syrk(n: 3, k: 5, a.elements, transposed: true, lower: &inner)
    let innerExpected = naiveProduct(a.transposed, a)
    for i in 0..<5 {
      for j in 0..<5 { #expect(abs(c[i * 5 + j] - (j <= i ? outer[i, j] : -3)) < 1e-13) }
    }
    for i in 0..<3 {
      for j in 0..<3 {
        #expect(abs(inner[i * 3 + j] - (j <= i ? innerExpected[i, j] : -3)) < 1e-13)
      }
    }
  }

  @Test("trsv undoes the product, also transposed", arguments: [false, true])
  func triangularVector(transposed: Bool) throws {
    let x: [Double] = [1, -2, 3, 0.5]
    var y = try (transposed ? onlyLower.transposed : onlyLower) * x
    BLAS.trsv(4, lower: lower.elements, &y, transposed: transposed)
    #expect(agree(y, x))
  }

  @Test("trsm solves from the left, also transposed", arguments: [false, true])
  func triangularMatrix(transposed: Bool) throws {
    let x = sampleMatrix(4, 6, seed: 4)
    var b = try (transposed ? onlyLower.transposed : onlyLower) * x
    var elements = b.elements
    BLAS.trsm(n: 4, m: 6, lower: lower.elements, &elements, transposed: transposed)
    b = try Matrix(rows: 4, columns: 6, elements: elements)
    #expect(agree(b, x))
  }
}
