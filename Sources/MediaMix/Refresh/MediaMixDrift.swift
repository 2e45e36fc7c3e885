import Findings

/// Which returns moved since an earlier fit, and what moved them.
///
/// Compared are the periods that the earlier fit reported, so that a longer axis is no move.
public struct MediaMixDrift: Sendable {
  /// The move of one channel's return.
  package struct Channel: Sendable {
    package var name: String
    package var earlier: FitRecord.Return
    /// The present fit's return over the earlier periods.
    package var present: Summary
    /// The mean after the present data came in.
    package var afterData: Double
    /// The mean after the present specification came in as well.
    package var afterSpecification: Double
    /// The present fit's mean return over the window that it reports; nil without spend.
    package var window: Double?

    package var data: Double { afterData - earlier.mean }
    package var specification: Double { afterSpecification - afterData }
    package var prior: Double { present.mean - afterSpecification }
    /// The parts together.
    package var total: Double { data + specification + prior }
    /// The data's part in standard deviations of the earlier fit; nil if it had none.
    package var z: Double? { earlier.deviation > 0 ? data / earlier.deviation : nil }
  }

  /// The part of a move that is largest.
  enum Driver { case data, specification, prior }

  let result: MediaMixResult
  package let channels: [Channel]
  /// The earlier window on the present axis.
  let span: ClosedRange<Int>
  /// Whether the present data reach over only a part of the earlier window.
  let isWindowCut: Bool
  /// Whether the present data could be read by the earlier options.
  let isDataRead: Bool
  /// Whether specification and priors could be told apart.
  let isSplit: Bool
  let added: [String]
  let removed: [String]
  /// A step whose fit failed the gate.
  let failed: MediaMixRefresh.Step?

  /// Whether the numbers may be used.
  public var passed: Bool { failed == nil }

  /// Whether the present return lies in the earlier fit's interval.
  func isWithin(_ channel: Channel) -> Bool {
    let interval = channel.earlier.summary(level: result.model.options.level)
    return interval.lower <= channel.present.mean && channel.present.mean <= interval.upper
  }

  func driver(_ channel: Channel) -> Driver {
    let parts: [(Driver, Double)] = [
      (.data, channel.data), (.specification, channel.specification), (.prior, channel.prior),
    ]
    return parts.max { abs($0.1) < abs($1.1) }?.0 ?? .data
  }
}
