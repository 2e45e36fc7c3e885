import Attribution
import Probability
import Resampling
import TestSupport
import Testing

@Suite("Replicates of counts") struct ReplicateCounterTests {
  /// Users of all kinds: alone and alike, with several journeys, with several conversions.
  static var log: UserLog {
    var log = UserLog()
    log.add(.init(path: ["a"]), users: 30)
    log.add(.init(path: ["a", "b"], conversions: 1, value: 5_000_000), users: 20)
    log.add(.init(path: ["b"], conversions: 2, value: 7_000_001), users: 3)
    log.add(.init(path: ["a", "b"], conversions: 1, value: 9_999_999))
    log.add(.init(path: ["b"], conversions: 1), .init(path: ["a"]), users: 2)
    log.add(
      .init(path: ["a", "b"], conversions: 1, value: 5_000_000),
      .init(path: ["b"], conversions: 2, value: 7_000_001), .init(path: ["c"]))
    return log
  }

  /// The number of conversions, value and nulls of a path, summed.
  typealias Count = (PathCounts) -> Double

  @Test("have mean, variance and covariance of users drawn one by one") func moments() throws {
    let log = Self.log
    let data = log.data()
    let counter = try ReplicateCounter(data)
    let bootstrap = PoissonBootstrap(replicates: 20_000, seed: 3)
    let replicates = (0..<bootstrap.replicates).map { replicate in
      var weights = bootstrap.weights(ofReplicate: replicate)
      return counter.count(&weights)
    }
    // What each user adds to each count is what a log of that user alone counts.
    let alone = log.users.map { user in
      UserLog(users: [user]).data(channels: data.paths.channels)
    }
    func added(_ data: AttributionData, _ path: [UInt16], _ part: KeyPath<PathCounts, [Int]>)
      -> Double
    {
      let place = (0..<data.paths.count).first { Array(data.paths[$0]) == path }
      return place.map { Double(data.counts[keyPath: part][$0]) } ?? 0
    }
    let parts: [KeyPath<PathCounts, [Int]>] = [\.conversions, \.value, \.nulls]
    let columns = parts.flatMap { part in (0..<data.paths.count).map { (part, $0) } }
    let perUser = columns.map { part, path in
      alone.map { added($0, Array(data.paths[path]), part) }
    }
    let drawn = columns.map { part, path in replicates.map { Double($0[keyPath: part][path]) } }
    let count = Double(replicates.count)
    for (users, sample) in zip(perUser, drawn) {
      let mean = users.reduce(0, +)
      let variance = users.reduce(0) { $0 + $1 * $1 }
      let moments = SampleMoments(sample)
      // Five standard errors; a sum of Poisson counts has little more kurtosis than a normal.
      #expect(abs(moments.mean - mean) <= 5 * (variance / count).squareRoot())
      #expect(abs(moments.variance - variance) <= 5 * variance * (4 / count).squareRoot())
    }
    for a in columns.indices {
      for b in columns.indices where b > a {
        let expected = zip(perUser[a], perUser[b]).reduce(0) { $0 + $1.0 * $1.1 }
        let (left, right) = (SampleMoments(drawn[a]), SampleMoments(drawn[b]))
        let covariance =
          zip(drawn[a], drawn[b]).reduce(0) { $0 + ($1.0 - left.mean) * ($1.1 - right.mean) }
          / count
        let scale = left.standardDeviation * right.standardDeviation
        #expect(abs(covariance - expected) <= 5 * scale * (4 / count).squareRoot())
      }
    }
  }

  @Test("move all journeys of a user together") func together() throws {
    var log = UserLog()
    log.add(.init(path: ["a"], conversions: 3, value: 10), .init(path: ["b"]), users: 4)
    let counter = try ReplicateCounter(log.data())
    let bootstrap = PoissonBootstrap(replicates: 50, seed: 1)
    for replicate in 0..<50 {
      var weights = bootstrap.weights(ofReplicate: replicate)
      let counts = counter.count(&weights)
      #expect(counts.conversions[0] == 3 * counts.nulls[1])
      #expect(counts.value[0] == 10 * counts.nulls[1])
      #expect(counts.entries == [counts.nulls[1]])
      #expect(counts.nulls[0] == 0 && counts.conversions[1] == 0)
    }
  }

  @Test("an entry of several journeys gives its mean journey, to the nearest millionth")
  func parts() {
    #expect(ReplicateCounter.part(6, 5, of: 3) == 10)
    #expect(ReplicateCounter.part(100, 1, of: 3) == 33)
    #expect(ReplicateCounter.part(100, 2, of: 3) == 67)
    #expect(ReplicateCounter.part(-100, 2, of: 3) == -67)
    #expect(ReplicateCounter.part(7, 0, of: 3) == 0)
    #expect(ReplicateCounter.part(7, 3, of: 3) == 7)
    #expect(ReplicateCounter.part(5, 4, of: 1) == 20)
    // The product is beyond 64 bits, the quotient is not.
    #expect(ReplicateCounter.part(1 << 57, 3_000_000, of: 2_000_000) == 3 << 56)
  }

  @Test("value too large to be summed is refused") func refusal() {
    var log = UserLog()
    log.add(.init(path: ["a"], conversions: 1, value: 1 << 57))
    log.add(.init(path: ["a"], conversions: 1, value: 1 << 57 + 1))
    #expect(throws: AttributionError.self) { try ReplicateCounter(log.data()) }
  }
}
