import LinearAlgebra
import Testing

@Suite("Matrices") struct MatrixTests {
  @Test("elements lie row by row") func layout() throws {
    let m = try Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(m.elements == [1, 2, 3, 4, 5, 6])
    #expect(m[1, 0] == 4)
    #expect(Array(m.row(1)) == [4, 5, 6])
    #expect(m.column(2) == [3, 6])
    #expect(m.diagonal == [1, 5])
    #expect(m.transposed == (try Matrix(rows: [[1, 4], [2, 5], [3, 6]])))
  }

  @Test("a wrong number of elements is refused, not trapped") func elementCount() {
    #expect(throws: LinearAlgebraError.elementCount(shape: .init(2, 2), count: 3)) {
      try Matrix(rows: 2, columns: 2, elements: [1, 2, 3])
    }
    #expect(throws: LinearAlgebraError.self) {
      try Matrix(rows: -1, columns: -1, elements: [1])
    }
    #expect(throws: LinearAlgebraError.self) {
      try Matrix(rows: .max, columns: 3, elements: [1])
    }
    #expect(throws: LinearAlgebraError.self) { try Matrix(rows: [[1, 2], [3]]) }
  }

  @Test("sums, differences, multiples and products are the textbook's") func arithmetic() throws {
    let a = try Matrix(rows: [[1, 2], [3, 4]])
    let b = try Matrix(rows: [[0, 1], [1, 0]])
    #expect((try a + b).elements == [1, 3, 4, 4])
    #expect((try a - b).elements == [1, 1, 2, 4])
    #expect((2 * a).elements == [2, 4, 6, 8])
    #expect((try a * b).elements == [2, 1, 4, 3])
    #expect((try a * [1, -1]) == [-1, -1])
    #expect(a.gram().elements == [10, 14, 14, 20])
    #expect((try Matrix.identity(2) * a) == a)
  }

  @Test("shapes that do not fit are named in the error, both of them") func mismatch() throws {
    let a = sampleMatrix(2, 3)
    let error = #expect(throws: LinearAlgebraError.self) { try a * a }
    #expect(error?.description.contains("2 x 3 and 2 x 3") == true)
    #expect(throws: LinearAlgebraError.self) { try a + a.transposed }
    #expect(throws: LinearAlgebraError.self) { try a - a.transposed }
    #expect(throws: LinearAlgebraError.self) { try a * [1, 2] }
  }

  @Test("matrices without rows or columns multiply") func empty() throws {
    let product = try sampleMatrix(2, 0) * sampleMatrix(0, 3)
    #expect(product == Matrix(rows: 2, columns: 3, repeating: 0))
    #expect((try sampleMatrix(2, 0) * []) == [0, 0])
    #expect(sampleMatrix(0, 2).gram() == Matrix(rows: 2, columns: 2, repeating: 0))
  }
}
