public import Findings
import Probability

/// How the cells of a test compare by one measure and one estimator.
///
/// Each cell's error is taken as normal, with half the width of its interval over the normal quantile
/// as its standard error, and two cells' errors as correlated as what the fits miss before the test:
/// cells share donors, seasons and shocks, which a difference must not count twice. Placebos cannot say
/// this, since no donors play two cells at a time while others serve both.
public struct GeoCellComparison: Sendable {
  /// What is compared.
  public enum Measure: String, Sendable {
    /// The incremental outcome as a share of the course without the campaign.
    case lift
    /// The incremental outcome for each unit of money.
    case perMoney = "iroas"
  }

  /// A cell.
  public struct Cell: Sendable {
    /// Its name.
    public let name: String
    /// Its value; nil where there is none.
    public let value: Double?
    /// Its standard error; nil where it has no interval.
    public let standardError: Double?
    /// The probability that it is the best; nil unless all cells have a standard error.
    public internal(set) var probability: Double?
  }

  /// The difference of two cells.
  public struct Difference: Sendable {
    /// The cell that comes first by name.
    public let first: String
    /// The other.
    public let second: String
    /// The first less the second.
    public let value: Double
    /// The interval; nil unless both have a standard error.
    public let interval: Interval?
    /// How their errors go together.
    public let correlation: Double
  }

  /// The estimator, by its name on the command line.
  public let estimator: String
  /// What is compared.
  public let measure: Measure
  /// The cells, in the order of their names.
  public private(set) var cells: [Cell]
  /// All pairs.
  public let differences: [Difference]

  /// The draws by which the best of several is found.
  static let draws = 20_000

  /// Compares by the first estimator that all cells have; nil if there is none.
  init?(_ analyses: [GeoAnalysis], _ options: GeoOptions) {
    let shared = options.estimators.first { name in
      analyses.allSatisfy { $0.parts.contains { $0.estimator == name && $0.estimate != nil } }
    }
    guard let shared else { return nil }
    let parts = analyses.compactMap { analysis in
      analysis.parts.first { $0.estimator == shared }
    }
    let numbers = zip(parts, analyses).compactMap { GeoNumbers($0, $1) }
    let level = options.level
    guard numbers.count == analyses.count,
      let normal = try? Normal(mean: 0, standardDeviation: 1)
    else { return nil }
    let hasMoney = numbers.allSatisfy { $0.perMoney != nil }
    measure = hasMoney ? .perMoney : .lift
    estimator = shared.rawValue
    let quantile = normal.quantile((1 + level) / 2)
    let values = numbers.map { hasMoney ? $0.perMoney : $0.lift }
    let errors = values.map { number in
      number?.interval.map { ($0.upper - $0.lower) / 2 / quantile }
    }
    let residuals = parts.map { Self.residuals($0.estimate) }
    cells = zip(analyses, zip(values, errors)).map { analysis, number in
      Cell(
        name: analysis.arm ?? "", value: number.0?.value, standardError: number.1,
        probability: nil)
    }
    differences = Self.differences(cells, residuals, quantile: quantile, level: level)
    // A pause tells most of a channel where it costs most.
    let sense = options.kind == .goDark && !hasMoney ? -1.0 : 1
    setProbabilities(residuals, sense: sense, seed: options.seed)
  }

  /// What a fit misses before the test, with mean zero and length one; nil where it misses nothing.
  private static func residuals(_ estimate: GeoEstimate?) -> [Double]? {
    guard let estimate else { return nil }
    let gaps = estimate.gaps.prefix(estimate.window.lowerBound)
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let length = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
    return length > 0 ? gaps.map { ($0 - mean) / length } : nil
  }

  private static func differences(
    _ cells: [Cell], _ residuals: [[Double]?], quantile: Double, level: Double
  ) -> [Difference] {
    cells.indices.flatMap { i in
      cells.indices.dropFirst(i + 1).compactMap { j -> Difference? in
        guard let a = cells[i].value, let b = cells[j].value else { return nil }
        guard let x = residuals[i], let y = residuals[j], let s = cells[i].standardError,
          let t = cells[j].standardError
        else {
          return Difference(
            first: cells[i].name, second: cells[j].name, value: a - b, interval: nil,
            correlation: 0)
        }
        let correlation = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
        let error = max(s * s + t * t - 2 * correlation * s * t, 0).squareRoot()
        return Difference(
          first: cells[i].name, second: cells[j].name, value: a - b,
          interval: Interval(
            lower: a - b - quantile * error, upper: a - b + quantile * error, level: level,
            kind: .confidence), correlation: correlation)
      }
    }
  }

  /// How often each cell is the best when errors are drawn anew.
  private mutating func setProbabilities(
    _ residuals: [[Double]?], sense: Double, seed: UInt64
  ) {
    let known = residuals.compactMap { $0 }
    let values = cells.compactMap(\.value)
    let errors = cells.compactMap(\.standardError)
    guard known.count == cells.count, values.count == cells.count, errors.count == cells.count,
      let periods = known.first?.count
    else { return }
    var stream = RandomStream(seed: seed, stream: 0x6365_6C6C)
    var wins = [Int](repeating: 0, count: cells.count)
    for _ in 0..<Self.draws {
      // Independent normals weighed by the residuals are correlated as the residuals are.
      var sums = [Double](repeating: 0, count: cells.count)
      for t in 0..<periods {
        let z = stream.standardNormal()
        for cell in sums.indices { sums[cell] += z * known[cell][t] }
      }
      var best = 0
      var most = -Double.infinity
      for cell in sums.indices {
        let value = sense * (values[cell] + errors[cell] * sums[cell])
        if value > most { (best, most) = (cell, value) }
      }
      wins[best] += 1
    }
    for cell in cells.indices {
      cells[cell].probability = Double(wins[cell]) / Double(Self.draws)
    }
  }
}
