import Charts
import Testing

@Suite("Ticks of numbers")
struct TicksTests {
  private static let spans: [(Double, Double)] = [
    (0, 1), (0, 0.7), (-3, 12), (0.1, 0.3), (1e-12, 3e-12), (-5e9, -1e3), (99.999, 100.001),
    (0, 1e140), (2, 2), (0, 0), (1e16, 1e16 + 4), (-1e-200, 1e-200),
  ]

  @Test("enclosing ticks cover the span, rise evenly, and are few", arguments: spans, [2, 5, 9])
  func enclosing(_ span: (Double, Double), _ count: Int) throws {
    let ticks = Ticks(from: span.0, to: span.1, count: count, enclosing: true)
    let first = try #require(ticks.values.first)
    let last = try #require(ticks.values.last)
    let slack = ticks.step * 1e-6
    #expect(first <= span.0 + slack && last >= span.1 - slack)
    #expect(ticks.values.count >= 2 && ticks.values.count <= 2 * count + 3)
    for (a, b) in zip(ticks.values, ticks.values.dropFirst()) {
      #expect(abs(b - a - ticks.step) <= ticks.step * 1e-3)
    }
  }

  @Test("inner ticks stay inside the span", arguments: spans)
  func inner(_ span: (Double, Double)) {
    let ticks = Ticks(from: span.0, to: span.1, count: 5, enclosing: false)
    let slack = ticks.step * 1e-6
    #expect(ticks.values.allSatisfy { $0 >= span.0 - slack && $0 <= span.1 + slack })
  }

  @Test("steps are one, two or five times a power of ten")
  func steps() {
    #expect(Ticks(from: 0, to: 10, count: 5, enclosing: true).values == [0, 2, 4, 6, 8, 10])
    #expect(Ticks(from: 0, to: 4.2, count: 4, enclosing: true).values == [0, 1, 2, 3, 4, 5])
    #expect(Ticks(from: 0, to: 260, count: 5, enclosing: true).step == 50)
  }

  @Test("a span that ends on a tick gets no further one") func exactEnd() {
    let ticks = Ticks(from: 0, to: 0.3, count: 3, enclosing: true)
    #expect(ticks.values.count == 4)
  }
}
