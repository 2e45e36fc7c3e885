import Interchange

extension MediaMixOptions {
  /// Which other models to fit beside the one that was asked for: the `compare` key.
  ///
  /// An empty axis stays as it was asked for; if all are empty, a standard grid is used.
  public struct Comparison: Codable, Sendable, Equatable {
    /// How the values of several axes are put together.
    public enum Mode: String, Codable, Sendable, CaseIterable {
      /// The model asked for, and for each value of each axis the model that differs in it alone.
      case oneAtATime = "one-at-a-time"
      /// Every combination of values.
      case full
    }

    /// Knots of the baseline.
    public var knots: [Baseline.Knots]
    /// Yearly sine and cosine pairs.
    public var fourier: [Int]
    /// The adstock family of all channels.
    public var adstock: [AdstockFamily]
    /// The saturation family of all channels.
    public var saturation: [SaturationFamily]
    /// Factors by which channels are believed to be stronger than the priors say.
    public var priorScale: [Double]
    /// How the values are put together.
    public var mode: Mode

    /// Makes axes.
    public init(
      knots: [Baseline.Knots] = [], fourier: [Int] = [], adstock: [AdstockFamily] = [],
      saturation: [SaturationFamily] = [], priorScale: [Double] = [], mode: Mode = .oneAtATime
    ) {
      self.knots = knots
      self.fourier = fourier
      self.adstock = adstock
      self.saturation = saturation
      self.priorScale = priorScale
      self.mode = mode
    }

    /// Whether no axis has a value.
    var isEmpty: Bool {
      knots.isEmpty && fourier.isEmpty && adstock.isEmpty && saturation.isEmpty
        && priorScale.isEmpty
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case knots, fourier, adstock, saturation
      case priorScale = "roi_prior_scale"
      case mode
    }

    /// Reads axes; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      knots = try container.decodeIfPresent([Baseline.Knots].self, forKey: .knots) ?? []
      fourier = try container.decodeIfPresent([Int].self, forKey: .fourier) ?? []
      adstock = try container.decodeIfPresent([AdstockFamily].self, forKey: .adstock) ?? []
      saturation = try container.decodeIfPresent([SaturationFamily].self, forKey: .saturation) ?? []
      priorScale = try container.decodeIfPresent([Double].self, forKey: .priorScale) ?? []
      mode = try container.decodeIfPresent(Mode.self, forKey: .mode) ?? .oneAtATime
    }
  }
}
