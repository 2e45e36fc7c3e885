public import Inference
import Tables

/// Fits a model again, from where an earlier fit left off, and tells which return moved and why.
///
/// The way from the earlier fit to the present one is walked step by step: the earlier options on
/// the present data, then the present specification with the earlier priors, then the present
/// options. A step at which nothing changed is not fitted.
public struct MediaMixRefresh: Sendable {
  /// What is known of the earlier fit.
  public struct Earlier: Sendable {
    /// Where it stood, and its returns.
    public var record: FitRecord
    /// Its options.
    public var options: MediaMixOptions
    /// The present data, read by its options; nil where they no longer hold its columns.
    public var data: MediaMixData?
    /// Whether these are the data it was fitted to.
    public var hasSameData: Bool

    /// Collects what is known.
    public init(
      record: FitRecord, options: MediaMixOptions, data: MediaMixData?, hasSameData: Bool
    ) {
      self.record = record
      self.options = options
      self.data = data
      self.hasSameData = hasSameData
    }
  }

  /// What is fitted on the way.
  public enum Step: String, Sendable, CaseIterable {
    /// The earlier options on the present data.
    case data
    /// The present specification with the earlier priors.
    case specification
    /// The present options: the fit that is reported.
    case present
  }

  /// What a refresh hands on.
  public struct Outcome: Sendable {
    /// The present fit.
    public var result: MediaMixResult
    /// What moved; nil where the earlier fit had no returns to compare with.
    public var drift: MediaMixDrift?
    /// Gradients of all fits together.
    public var gradients: Int
    /// How each fit came about.
    public var origins: [(step: Step, origin: FitOrigin)]
  }

  let earlier: Earlier
  let data: MediaMixData
  let options: MediaMixOptions
  private let change: OptionsChange
  /// The earlier window on the present axis; nil where nothing can be compared.
  private let window: MediaMixOptions.Window?
  let isWindowCut: Bool

  /// Prepares a refresh.
  ///
  /// - Throws: `MediaMixError.refused` if the two fits cannot be compared: another outcome, no
  ///   channel in common, or no period.
  public init(
    earlier: Earlier, data: MediaMixData, options: MediaMixOptions
  ) throws(MediaMixError) {
    self.earlier = earlier
    self.data = data
    self.options = options
    var problems = Self.problems(earlier, options)
    let (window, isCut) = Self.window(earlier.record, data)
    if window == nil {
      problems.append(
        MediaMixProblem(
          "the data hold no period of the earlier window, \(earlier.record.from) to "
            + earlier.record.to, at: data.source, remedy: "Fit without --refresh."))
    }
    if !problems.isEmpty { throw .refused(problems) }
    self.window = window
    isWindowCut = isCut
    do {
      change = try OptionsChange(from: earlier.options, to: options)
    } catch {
      throw .refused([
        MediaMixProblem(
          "the earlier priors cannot be stated in the present options (\(error))",
          at: "media_mix", remedy: "Fit without --refresh.")
      ])
    }
  }

  private static func problems(
    _ earlier: Earlier, _ options: MediaMixOptions
  ) -> [MediaMixProblem] {
    var problems: [MediaMixProblem] = []
    let (then, now) = (earlier.options.target, options.target)
    if then.column != now.column || then.kind != now.kind || then.isMoney != now.isMoney {
      problems.append(
        MediaMixProblem(
          "the earlier run explains \(then.column) (\(then.kind.rawValue)), this one \(now.column)"
            + " (\(now.kind.rawValue))", at: "media_mix.target",
          remedy: "Refresh a run of the same outcome, or fit without --refresh."))
    }
    if Set(earlier.options.channels.keys).isDisjoint(with: options.channels.keys) {
      problems.append(
        MediaMixProblem(
          "no channel is in both runs; the earlier one has "
            + earlier.options.channels.keys.sorted().joined(separator: ", "),
          at: "media_mix.channels", remedy: "Fit without --refresh."))
    }
    return problems
  }

  /// The earlier window as far as the present axis reaches, and whether that cuts it.
  private static func window(
    _ record: FitRecord, _ data: MediaMixData
  ) -> (window: MediaMixOptions.Window?, isCut: Bool) {
    let times = data.times
    let (first, last) = (times.index(ofLabel: record.from), times.index(ofLabel: record.to))
    guard first != nil || last != nil, let start = times.labels.first, let end = times.labels.last
    else { return (nil, true) }
    let (from, to) = (first ?? 0, last ?? times.count - 1)
    guard from <= to else { return (nil, true) }
    return (
      .init(from: first == nil ? start : record.from, to: last == nil ? end : record.to),
      to - from + 1 != record.periods
    )
  }

  /// Fits what must be fitted.
  ///
  /// - Parameters:
  ///   - threads: how many chains run at the same time.
  ///   - store: keeps the costly part of fits.
  ///   - progress: makes the receiver of a step's progress when it begins.
  /// - Throws: as `MediaMix.fit`.
  public func run(
    threads: Int, store: (any FitStore)? = nil,
    progress: (Step) -> (@Sendable (SamplerProgress) -> Void)? = { _ in nil }
  ) async throws -> Outcome {
    func fit(_ step: Step, _ data: MediaMixData, _ options: MediaMixOptions) async throws
      -> MediaMixResult
    {
      var options = options
      options.sampler = self.options.sampler
      options.level = self.options.level
      options.window = self.options.window
      return try await MediaMix.fit(
        data: data, options: options, threads: threads, progress: progress(step), store: store,
        warmStart: earlier.record.warmStart, comparesExperiments: step == .present)
    }
    var fits: [Step: MediaMixResult] = [:]
    let changes = change.changesSpecification || change.changesPriors
    if earlier.record.returns != nil {
      if let old = earlier.data, changes, !earlier.hasSameData {
        fits[.data] = try await fit(.data, old, earlier.options)
      }
      let isApart = change.changesSpecification || earlier.data == nil
      if isApart, change.changesPriors {
        fits[.specification] = try? await fit(.specification, data, change.withEarlierPriors)
        try Task.checkCancellation()
      }
    }
    let present = try await fit(.present, data, options)
    fits[.present] = present
    let made = Step.allCases.compactMap { step in fits[step].map { (step: step, fit: $0) } }
    return Outcome(
      result: present, drift: try await drift(fits, threads: threads),
      gradients: made.reduce(0) { $0 + $1.fit.gradientCount },
      origins: made.map { ($0.step, $0.fit.origin) })
  }

  /// Compares the fits over the earlier window.
  private func drift(
    _ fits: [Step: MediaMixResult], threads: Int
  ) async throws -> MediaMixDrift? {
    guard let returns = earlier.record.returns, let present = fits[.present], let window else {
      return nil
    }
    func means(_ step: Step) async throws -> [String: [Double]]? {
      guard let fit = fits[step] else { return nil }
      var options = fit.model.options
      options.window = window
      let span = try ReportWindow(options: options, data: fit.data)
      return try await fit.returns(over: span, threads: threads)
    }
    let (data, specification) = (try await means(.data), try await means(.specification))
    let now = try await means(.present) ?? [:]
    let level = options.level
    let channels = returns.compactMap { old -> MediaMixDrift.Channel? in
      guard old.isSound, let draws = now[old.channel],
        let c = present.data.channels.firstIndex(of: old.channel)
      else { return nil }
      func mean(_ step: [String: [Double]]?) -> Double? {
        step?[old.channel].map { Summary($0, level: level).mean }
      }
      let summary = Summary(draws, level: level)
      // Where a step was not fitted, what it would show is what the next or the last one shows.
      let atSpecification = mean(specification) ?? (change.changesPriors ? nil : summary.mean)
      let atData: Double
      if earlier.hasSameData && (change.changesSpecification || change.changesPriors) {
        atData = old.mean
      } else {
        atData = mean(data) ?? (earlier.data == nil ? atSpecification : nil) ?? summary.mean
      }
      return MediaMixDrift.Channel(
        name: old.channel, earlier: old, present: summary,
        afterData: atData,
        afterSpecification: atSpecification
          ?? (change.changesSpecification ? summary.mean : atData),
        window: present.window.spend[c] > 0 ? present.quantity(c, QuantityIndex.roi).mean : nil)
    }
    let span = try ReportWindow(
      options: {
        var options = present.model.options
        options.window = window
        return options
      }(), data: present.data)
    return MediaMixDrift(
      result: present, channels: channels, span: span.periods, isWindowCut: isWindowCut,
      isDataRead: earlier.data != nil,
      isSplit: !(change.changesPriors && change.changesSpecification)
        || fits[.specification] != nil,
      added: Set(options.channels.keys).subtracting(earlier.options.channels.keys).sorted(),
      removed: Set(earlier.options.channels.keys).subtracting(options.channels.keys).sorted(),
      failed: Step.allCases.first { fits[$0].map { !$0.verdict.passed } ?? false })
  }
}
