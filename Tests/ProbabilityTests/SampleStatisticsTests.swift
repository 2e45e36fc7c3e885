import Probability
import TestSupport
import Testing

@Suite("Sample statistics") struct SampleStatisticsTests {
  struct Case: Decodable {
    let sorted: [Double]
    let levels: [Double]
    let quantiles: [Double]
    let mean: Double
    let variance: Double?
  }

  @Test("quantiles, mean and variance are numpy's") func numpy() throws {
    for sample in try fixture("quantiles", as: [Case].self) {
      for (level, expected) in zip(sample.levels, sample.quantiles) {
        #expect(isClose(Quantile.at(level, ofSorted: sample.sorted), expected, 1e-14))
      }
      let reversed = Array(sample.sorted.reversed())
      #expect(
        Quantile.at(sample.levels, of: reversed)
          == sample.levels.map { Quantile.at($0, ofSorted: sample.sorted) })
      let moments = SampleMoments(reversed)
      #expect(moments.count == sample.sorted.count)
      #expect(isClose(moments.mean, sample.mean, 1e-14))
      #expect(isClose(moments.variance, sample.variance ?? 0, 1e-14))
    }
  }

  @Test("the central interval leaves equal shares outside") func interval() {
    let interval = Quantile.centralInterval(0.9, of: (0...100).map(Double.init))
    #expect(isClose(interval.lower, 5, 1e-14) && isClose(interval.upper, 95, 1e-14))
  }

  @Test("infinite neighbours give no NaN") func infinite() {
    #expect(Quantile.at(0.9, ofSorted: [1, .infinity, .infinity]) == .infinity)
    #expect(Quantile.at(0.25, ofSorted: [-.infinity, -.infinity, 0]) == -.infinity)
  }

  @Test("a large offset does not spoil the variance") func offset() {
    let moments = SampleMoments([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])
    #expect(moments.mean == 1e9 + 10 && moments.variance == 30)
    #expect(isClose(moments.standardDeviation, 30.0.squareRoot(), 1e-15))
  }
}
