import Experiments
import TestSupport
import Testing

@Suite("Group sequential tests")
struct GroupSequentialTests {
  private func expect(
    _ design: GroupSequentialDesign, _ critical: [Double], within tolerance: Double = 0.006
  ) {
    for (a, b) in zip(design.critical, critical) { #expect(abs(a - b) < tolerance) }
  }

  @Test("five looks have the published boundaries")
  func published() throws {
    // O'Brien & Fleming (1979), Pocock (1977), and Lan & DeMets (1983) as in Jennison & Turnbull.
    expect(
      try GroupSequentialDesign(looks: 5, alpha: 0.05, boundary: .obrienFlemingExact),
      [4.56, 3.23, 2.63, 2.28, 2.04])
    expect(
      try GroupSequentialDesign(looks: 5, alpha: 0.05, boundary: .pocockExact),
      [Double](repeating: 2.413, count: 5), within: 0.0006)
    expect(
      try GroupSequentialDesign(looks: 5, alpha: 0.05, boundary: .obrienFleming),
      [4.877, 3.357, 2.680, 2.290, 2.031], within: 0.0006)
    expect(
      try GroupSequentialDesign(looks: 5, alpha: 0.05, boundary: .pocock),
      [2.438, 2.427, 2.410, 2.397, 2.386], within: 0.0015)
  }

  @Test("one look is the plain test")
  func single() throws {
    for boundary in StoppingBoundary.allCases {
      let two = try GroupSequentialDesign(looks: 1, alpha: 0.05, boundary: boundary)
      #expect(isClose(two.critical[0], 1.959963984540054, 1e-9))
      let one = try GroupSequentialDesign(
        looks: 1, alpha: 0.05, alternative: .greater, boundary: boundary)
      #expect(isClose(one.critical[0], 1.6448536269514722, 1e-9))
      #expect(isClose(one.inflation(power: 0.8), 1, 1e-9))
    }
  }

  @Test("boundaries spend alpha, whatever the looks")
  func spending() throws {
    let fractions = [0.05, 0.11, 0.3, 0.301, 0.64, 0.9, 1]
    for alternative in ExperimentOptions.Alternative.allCases {
      for boundary in StoppingBoundary.allCases {
        let design = try GroupSequentialDesign(
          fractions: fractions, alpha: 0.04, alternative: alternative, boundary: boundary)
        #expect(isClose(try #require(design.spent.last), 0.04, 1e-8))
        #expect(zip(design.spent, design.spent.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(design.critical.allSatisfy { $0 > 0 })
      }
    }
  }

  @Test("the recursion agrees with the multivariate normal law of scipy")
  func walks() throws {
    let reference = try ReferenceResults.load().sequential
    for walk in reference.cases {
      var walked = SequentialWalk()
      var crossed = 0.0
      for (time, z) in zip(reference.times, walk.boundary) {
        crossed += walked.probability(above: z, at: time) + walked.probability(below: -z, at: time)
        walked.advance(to: time, between: -z, and: z)
      }
      #expect(abs(crossed - walk.crossing) < 3e-6)
    }
  }

  @Test("later looks do not move earlier boundaries of a spending design")
  func flexible() throws {
    let one = try GroupSequentialDesign(fractions: [0.2, 0.5, 1], alpha: 0.05)
    let other = try GroupSequentialDesign(fractions: [0.2, 0.5, 0.6, 0.8], alpha: 0.05)
    #expect(one.critical.prefix(2) == other.critical.prefix(2))
    #expect((other.spent.last ?? 1) < 0.05)
  }

  @Test("five looks need the published factor of units")
  func inflation() throws {
    // Jennison & Turnbull (2000), tables 2.2 and 2.4: alpha 0.05, power 0.9.
    let brien = try GroupSequentialDesign(looks: 5, alpha: 0.05, boundary: .obrienFlemingExact)
    #expect(abs(brien.inflation(power: 0.9) - 1.026) < 0.002)
    let pocock = try GroupSequentialDesign(looks: 5, alpha: 0.05, boundary: .pocockExact)
    #expect(abs(pocock.inflation(power: 0.9) - 1.207) < 0.002)
    #expect(isClose(brien.power(drift: brien.drift(power: 0.9)).last ?? 0, 0.9, 1e-9))
  }

  @Test("looks that are no plan are refused")
  func refusals() {
    for fractions in [[], [0.5, 0.5], [0.5, 0.2], [0.0, 1], [0.5, 1.2], [.nan]] {
      #expect(throws: ExperimentError.self) {
        try GroupSequentialDesign(fractions: fractions, alpha: 0.05)
      }
    }
    #expect(throws: ExperimentError.self) {
      try GroupSequentialDesign(fractions: [0.2, 0.5], alpha: 0.05, boundary: .pocockExact)
    }
    #expect(throws: ExperimentError.self) { try GroupSequentialDesign(looks: 3, alpha: 0.6) }
  }
}
