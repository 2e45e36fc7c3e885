import LinearAlgebra

/// The columns of the linearised mean, each times the prior standard deviation of its parameter.
struct LinearisedMean {
  private let view: ReadinessView
  /// Shared columns of media, G x T each.
  private let media: [[Double]]
  /// For each term, which of them is the level of its strength; nil if that is fixed.
  let levels: [Int?]
  /// For each channel, the effect of one standard deviation over geos, G x T.
  private let deviations: [[Double]]
  /// For each channel, what one standard deviation of each geo adds to its strength.
  private let deviationWeights: [[Double]]

  init(_ view: ReadinessView) {
    self.view = view
    let channels = view.specification.terms.indices.map { ChannelColumns(view, $0) }
    var media: [[Double]] = []
    levels = channels.map { channel in
      defer { media += (channel.level.map { [$0] } ?? []) + channel.shapes }
      return channel.level.map { _ in media.count }
    }
    self.media = media
    deviations = channels.compactMap(\.deviation)
    deviationWeights = channels.map(\.deviationWeights)
  }

  var sharedCount: Int { media.count + view.design.block.borderCount }

  /// Media, knots, seasons and controls of a geo: T x shared.
  func shared(_ g: Int) -> Matrix {
    let block = view.design.block
    let times = view.timeCount
    return Matrix(rows: times, columns: sharedCount) { t, k in
      if k < media.count { return media[k][g * times + t] }
      let border = k - media.count
      let value =
        border < block.sharedCount
        ? block.shared[border * view.design.stride + t]
        : block.controlRow(border - block.sharedCount, g)[t]
      return value * block.borderScale[border]
    }
  }

  /// The geo's own intercept and deviations: T x own.
  func own(_ g: Int) -> Matrix {
    let block = view.design.block
    let times = view.timeCount
    let intercepts = block.hasIntercept[g] ? 1 : 0
    let count = intercepts + block.deviationCount + deviations.count
    return Matrix(rows: times, columns: count) { t, k in
      if k < intercepts { return block.interceptScale }
      let j = k - intercepts
      if j < block.deviationCount {
        return block.controlRow(j, g)[t] * view.medians.controlSpread[j]
      }
      return deviations[j - block.deviationCount][g * times + t]
    }
  }

  /// How the geo's own parameters add to the strengths of channels: channels x own.
  func weights(_ g: Int, channels: [Int]) -> Matrix {
    let block = view.design.block
    let first = (block.hasIntercept[g] ? 1 : 0) + block.deviationCount
    let count = first + deviations.count
    return Matrix(rows: channels.count, columns: count) { row, k in
      k == first + channels[row] ? deviationWeights[channels[row]][g] : 0
    }
  }
}
