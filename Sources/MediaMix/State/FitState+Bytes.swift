package import Foundation
import Inference
import Probability

extension FitState {
  /// The version of the layout of bytes; another version is not read.
  private static let format: UInt32 = 1

  /// The state as bytes: little-endian integers of 64 bits and doubles, texts and lists behind
  /// their length.
  package func encoded() -> Data {
    var writer = ByteWriter()
    writer.put(Int(Self.format))
    writer.put(names) { $0.put($1) }
    writer.put(centred) { $0.put($1 ? 1 : 0) }
    for number in [attempt, window.lowerBound, window.upperBound, warmup, isWarm ? 1 : 0] {
      writer.put(number)
    }
    writer.put(earlierGradients)
    writer.put(tunings) { writer, tuning in
      writer.put(tuning.stepSize)
      writer.put(tuning.variances) { $0.put($1) }
      writer.put(tuning.warmupGradients)
      writer.put(tuning.warmupDivergences)
    }
    writer.put(blocks) { writer, block in
      writer.put(block.count)
      writer.put(block.gradients) { $0.put($1) }
      writer.put(block.places) { $0.put($1) }
    }
    writer.put(draws.dimension)
    writer.put(draws.chains) { writer, chain in
      writer.put(chain.positions) { $0.put($1) }
      writer.put(chain.statistics) { $0.put($1) }
    }
    return writer.bytes
  }

  /// Reads a state; nil if the bytes are of another format, cut short, or contradict themselves.
  package init?(bytes: Data) {
    var reader = ByteReader(bytes)
    guard reader.int() == Int(Self.format) else { return nil }
    let names = reader.list { $0.text() }
    let centred = reader.list { $0.int() == 1 }
    let (attempt, first, last) = (reader.int(), reader.int(), reader.int())
    let (warmup, isWarm, earlier) = (reader.int(), reader.int() == 1, reader.int())
    let tunings = reader.list {
      Tuning(
        stepSize: $0.double(), variances: $0.list { $0.double() }, warmupGradients: $0.int(),
        warmupDivergences: $0.int())
    }
    let blocks = reader.list {
      Block(count: $0.int(), gradients: $0.list { $0.int() }, places: $0.list { $0.place() })
    }
    let dimension = reader.int()
    let chains = reader.list {
      Draws.Chain(positions: $0.list { $0.double() }, statistics: $0.list { $0.statistics() })
    }
    guard reader.isComplete, first >= 0, first <= last, dimension > 0 else { return nil }
    self.init(
      names: names, centred: centred, attempt: attempt, window: first...last, warmup: warmup,
      isWarm: isWarm, earlierGradients: earlier, tunings: tunings, blocks: blocks,
      draws: Draws(dimension: dimension, chains: chains))
  }
}

extension ByteWriter {
  mutating func put(_ place: RandomStream.Place) {
    for word in [place.seed, place.stream, place.block, place.pending ?? 0] { put(word) }
    put(place.pending == nil ? 0 : 1)
  }

  mutating func put(_ draw: DrawStatistics) {
    for number in [draw.logDensity, draw.acceptance, draw.stepSize, draw.energy] { put(number) }
    for number in [draw.treeDepth, draw.leapfrogs, draw.divergent ? 1 : 0] { put(number) }
  }
}

extension ByteReader {
  mutating func place() -> RandomStream.Place {
    let words = [word(), word(), word(), word()]
    return RandomStream.Place(
      seed: words[0], stream: words[1], block: words[2], pending: int() == 1 ? words[3] : nil)
  }

  mutating func statistics() -> DrawStatistics {
    let numbers = [double(), double(), double(), double()]
    return DrawStatistics(
      logDensity: numbers[0], acceptance: numbers[1], stepSize: numbers[2], treeDepth: int(),
      leapfrogs: int(), divergent: int() == 1, energy: numbers[3])
  }
}
