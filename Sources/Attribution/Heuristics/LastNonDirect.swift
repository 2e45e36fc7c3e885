/// All credit to the last touch that is not a direct visit, or to the last touch if all are.
package struct LastNonDirect: CreditModel {
  private let paths: PathList
  /// The credited touch of each path, as a place in `PathList.touches`.
  private let touch: [Int]

  /// Prepares the rule for the paths of the data.
  ///
  /// - Throws: `badOptions` if the direct channel of the options is none of the data's, unless it was
  ///   to be dropped where they were read.
  package init(paths: PathList, options: AttributionOptions) throws(AttributionError) {
    self.paths = paths
    let isGone =
      options.direct == .drop && options.directChannel.map { !paths.channels.contains($0) } ?? false
    let direct =
      isGone ? [] : try DirectChannel.ranks(in: paths.channels, named: options.directChannel)
    touch = (0..<paths.count).map { path in
      paths[path].lastIndex { !direct.contains($0) } ?? paths.offsets[path + 1] - 1
    }
  }

  /// Whole numbers up to 2^53 are exact.
  package func credit(_ counts: PathCounts) -> Credit {
    counts.creditedToOneTouch(of: paths) { touch[$0] }
  }
}
