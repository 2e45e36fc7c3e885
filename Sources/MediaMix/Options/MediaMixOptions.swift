import Interchange

/// What the user chooses about a media-mix model: the `media_mix` section of the project file.
///
/// Everything but `target` and `channels` has a default; see `MediaMixSpecification+Defaults.swift`.
public struct MediaMixOptions: Codable, Sendable, Equatable {
  /// The name of the data source in the project file's `data` section.
  public var data: String?
  /// A published set of defaults to reproduce instead of Liftwerk's own.
  public var preset: Preset?
  /// The outcome to explain.
  public var target: Target
  /// Paid media, by channel name.
  public var channels: [String: Channel]
  /// Media without spend, such as newsletters and own posts, by name.
  public var organic: [String: Organic]
  /// Measures that are not media, such as prices and promotions, by name.
  public var treatments: [String: Treatment]
  /// Columns that move the outcome and are not media.
  public var controls: [String]
  /// The outcome without media.
  public var baseline: Baseline
  /// How a channel's effect differs from geo to geo.
  public var geoEffects: GeoEffects?
  /// Whether all geos share one residual standard deviation.
  public var sigma: ResidualScale?
  /// Finished experiments, and how they enter the model.
  public var experiments: Experiments?
  /// The distribution of the KPI around its mean.
  public var likelihood: Likelihood?
  /// Media whose effect may drift over time.
  public var timeVarying: TimeVarying?
  /// Periods kept out of the fit to test it.
  public var holdout: Holdout?
  /// Forecasts that test the model; none if absent.
  public var crossValidation: CrossValidation?
  /// Which other models `mmm compare` fits; a standard grid if absent.
  public var compare: Comparison?
  /// The part of the time axis that totals are reported for; the whole axis if absent.
  public var window: Window?
  /// A plan of future media whose outcome is wanted.
  public var forecast: Forecast?
  /// The decision that a next experiment should improve.
  public var nextExperiment: NextExperiment?
  /// How to sample.
  public var sampler: Sampler
  /// The probability that reported intervals hold.
  public var level: Double

  /// Makes options.
  public init(
    data: String? = nil, preset: Preset? = nil, target: Target, channels: [String: Channel],
    organic: [String: Organic] = [:], treatments: [String: Treatment] = [:],
    controls: [String] = [], baseline: Baseline = Baseline(), geoEffects: GeoEffects? = nil,
    sigma: ResidualScale? = nil, likelihood: Likelihood? = nil, timeVarying: TimeVarying? = nil,
    holdout: Holdout? = nil, crossValidation: CrossValidation? = nil, compare: Comparison? = nil,
    window: Window? = nil, sampler: Sampler = Sampler(), level: Double = 0.9
  ) {
    self.data = data
    self.preset = preset
    self.target = target
    self.channels = channels
    self.organic = organic
    self.treatments = treatments
    self.controls = controls
    self.baseline = baseline
    self.geoEffects = geoEffects
    self.sigma = sigma
    self.likelihood = likelihood
    self.timeVarying = timeVarying
    self.holdout = holdout
    self.crossValidation = crossValidation
    self.compare = compare
    self.window = window
    self.sampler = sampler
    self.level = level
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case data, preset, target, channels, organic, treatments, controls, baseline
    case geoEffects = "geo_effects"
    case sigma, likelihood
    case timeVarying = "time_varying"
    case experiments, holdout
    case crossValidation = "cross_validation"
    case compare, window, forecast
    case nextExperiment = "next_experiment"
    case sampler, level
  }

  /// Reads options; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    data = try container.decodeIfPresent(String.self, forKey: .data)
    preset = try container.decodeIfPresent(Preset.self, forKey: .preset)
    target = try container.decode(Target.self, forKey: .target)
    channels = try container.decode([String: Channel].self, forKey: .channels)
    organic = try container.decodeIfPresent([String: Organic].self, forKey: .organic) ?? [:]
    treatments =
      try container.decodeIfPresent([String: Treatment].self, forKey: .treatments) ?? [:]
    controls = try container.decodeIfPresent([String].self, forKey: .controls) ?? []
    baseline = try container.decodeIfPresent(Baseline.self, forKey: .baseline) ?? Baseline()
    geoEffects = try container.decodeIfPresent(GeoEffects.self, forKey: .geoEffects)
    sigma = try container.decodeIfPresent(ResidualScale.self, forKey: .sigma)
    experiments = try container.decodeIfPresent(Experiments.self, forKey: .experiments)
    likelihood = try container.decodeIfPresent(Likelihood.self, forKey: .likelihood)
    timeVarying = try container.decodeIfPresent(TimeVarying.self, forKey: .timeVarying)
    holdout = try container.decodeIfPresent(Holdout.self, forKey: .holdout)
    crossValidation = try container.decodeIfPresent(
      CrossValidation.self, forKey: .crossValidation)
    compare = try container.decodeIfPresent(Comparison.self, forKey: .compare)
    window = try container.decodeIfPresent(Window.self, forKey: .window)
    forecast = try container.decodeIfPresent(Forecast.self, forKey: .forecast)
    nextExperiment = try container.decodeIfPresent(NextExperiment.self, forKey: .nextExperiment)
    sampler = try container.decodeIfPresent(Sampler.self, forKey: .sampler) ?? Sampler()
    level = try container.decodeIfPresent(Double.self, forKey: .level) ?? 0.9
  }

  /// A published set of defaults.
  public enum Preset: String, Codable, Sendable, CaseIterable {
    /// Meridian 2.1: one knot a period in geo models and one in all in national ones, no Fourier
    /// terms, its priors.
    case meridian
    /// PyMC-Marketing 1.3: KPI and media over their largest value, one intercept, geometric adstock
    /// and logistic saturation with its priors on coefficients, Laplace priors on seasons.
    case pymcMarketing = "pymc-marketing"
  }

  /// How a channel's effect differs from geo to geo.
  public enum GeoEffects: String, Codable, Sendable, CaseIterable {
    /// The effect of a geo is exp(beta + eta z): never negative.
    case lognormal
    /// The effect of a geo is beta + eta z.
    case normal
  }

  /// The distribution of the KPI around its mean.
  public enum Likelihood: String, Codable, Sendable, CaseIterable {
    case normal
    /// Heavier tails, whose weight the data decide: a few extreme periods pull less.
    case studentT = "student-t"
  }

  /// Whether geos share one residual standard deviation.
  public enum ResidualScale: String, Codable, Sendable, CaseIterable {
    case shared
    case perGeo = "per-geo"
  }

  /// Periods kept out of the fit: always the latest, since a random choice leaks the future.
  public struct Holdout: Codable, Sendable, Equatable {
    /// The number of last periods kept out.
    public var last: Int

    /// Makes a holdout.
    public init(last: Int) { self.last = last }

    enum CodingKeys: String, CodingKey, CaseIterable { case last }

    /// Reads a holdout; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      last = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .last)
    }
  }

  /// A span of the time axis, both ends included; an absent end is the axis's own.
  public struct Window: Codable, Sendable, Equatable {
    /// The first period, as a date or label of the data.
    public var from: String?
    /// The last period.
    public var to: String?

    /// Makes a window.
    public init(from: String? = nil, to: String? = nil) {
      self.from = from
      self.to = to
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case from, to }

    /// Reads a window; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      from = try container.decodeIfPresent(String.self, forKey: .from)
      to = try container.decodeIfPresent(String.self, forKey: .to)
    }
  }
}
