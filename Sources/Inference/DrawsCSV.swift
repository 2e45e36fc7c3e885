import LinearAlgebra

/// Writes chains as CSV in the layout of CmdStan, one text a chain, for ArviZ, CmdStanPy, posterior.
///
/// Parameter names are written as given; a vector's elements are `name.1`, `name.2`, ….
public struct DrawsCSV: Sendable {
  /// What the comments at the head say about the run.
  public struct Header: Sendable, Equatable {
    /// The model's name, without a line break.
    public var model: String
    /// Draws kept of each chain.
    public var draws: Int
    /// Iterations that only adapted.
    public var warmup: Int
    /// The seed.
    public var seed: UInt64
    /// The acceptance that the step size was tuned to.
    public var targetAcceptance: Double
    /// The most doublings of a trajectory.
    public var maximumDepth: Int

    /// Describes a run.
    public init(model: String, draws: Int, options: SamplerOptions) {
      self.model = model
      self.draws = draws
      warmup = options.warmup
      seed = options.seed
      targetAcceptance = options.targetAcceptance
      maximumDepth = options.maximumDepth
    }
  }

  /// Fills one row: the draw's number, and as many values as there are names.
  public typealias Row = (_ draw: Int, _ values: UnsafeMutableBufferPointer<Double>) throws -> Void

  private static let samplerColumns = [
    "lp__", "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__",
    "energy__",
  ]
  private static let chunkSize = 1 << 16

  private let header: Header
  private let names: [String]

  /// Prepares to write values under these names.
  ///
  /// - Parameters:
  ///   - header: describes the run.
  ///   - names: one a value, free of commas, quotes and line breaks once those are replaced by `_`.
  public init(header: Header, names: [String]) {
    self.header = header
    self.names = names.map { name in
      String(name.map { ",\"\n\r#".contains($0) ? "_" : $0 })
    }
  }

  /// Writes one chain.
  ///
  /// - Parameters:
  ///   - chain: its number, from 0.
  ///   - state: its adapted step size and metric.
  ///   - statistics: one a draw.
  ///   - row: fills the values of a draw.
  ///   - write: receives UTF-8 text, in pieces of about 64 KiB.
  /// - Throws: what `row` and `write` throw.
  public func write(
    chain: Int, state: ChainState, statistics: [DrawStatistics], row: Row,
    to write: ([UInt8]) throws -> Void
  ) throws {
    var text = CSVText()
    append(head: chain, state, to: &text)
    var values = [Double](repeating: 0, count: names.count)
    for (draw, statistic) in statistics.enumerated() {
      try values.withUnsafeMutableBufferPointer { try row(draw, $0) }
      append(statistic, values, to: &text)
      if text.bytes.count >= Self.chunkSize {
        try write(text.bytes)
        text.removeAll()
      }
    }

    try write(text.bytes)
  }

  private func append(head chain: Int, _ state: ChainState, to text: inout CSVText) {
    text.append(
      """
      # model = \(header.model.split(whereSeparator: \.isNewline).joined(separator: " "))
      # method = sample (Default)
      #   sample
      #     num_samples = \(header.draws)
      #     num_warmup = \(header.warmup)
      #     save_warmup = false
      #     thin = 1 (Default)
      #     adapt
      #       engaged = true (Default)
      #       delta = \(header.targetAcceptance)
      #     algorithm = hmc (Default)
      #       hmc
      #         engine = nuts (Default)
      #           nuts
      #             max_depth = \(header.maximumDepth)
      #         metric = \(state.metric.name)
      # id = \(chain + 1)
      # random
      #   seed = \(header.seed)

      """)
    text.append((Self.samplerColumns + names).joined(separator: ","))
    text.append(
      """

      # Adaptation terminated
      # Step size = \(state.stepSize)
      \(state.metric.comment)

      """)
  }

  private func append(_ statistic: DrawStatistics, _ values: [Double], to text: inout CSVText) {
    text.append("", statistic.logDensity)
    text.append(",", statistic.acceptance)
    text.append(",", statistic.stepSize)
    text.append(",\(statistic.treeDepth),\(statistic.leapfrogs),")
    text.append(statistic.divergent ? "1" : "0")
    text.append(",", statistic.energy)
    for value in values { text.append(",", value) }
    text.append("\n")
  }
}

extension Metric {
  /// What CmdStan calls it.
  fileprivate var name: String {
    switch self {
    case .diagonal: "diag_e"
    case .dense: "dense_e"
    }
  }

  /// The inverse mass as comment lines.
  fileprivate var comment: String {
    switch self {
    case .diagonal(let variances):
      return "# Diagonal elements of inverse mass matrix:\n# " + Self.row(variances[...])
    case .dense(let covariance, _):
      let rows = (0..<covariance.rows).map { "# " + Self.row(covariance.row($0)) }
      return (["# Elements of inverse mass matrix:"] + rows).joined(separator: "\n")
    }
  }

  private static func row(_ values: ArraySlice<Double>) -> String {
    values.map(\.description).joined(separator: ", ")
  }
}

/// UTF-8 text under construction.
private struct CSVText {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends the shortest text that reads back as the same double.
  mutating func append(_ separator: String, _ value: Double) {
    append(separator)
    append(value.description)
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
