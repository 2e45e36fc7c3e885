package import Resampling

/// Counts paths again as if users had been drawn anew: one pass over users that look alike.
///
/// A user's journeys move together. An entry of several journeys that is drawn w times gives its
/// mean journey w times: conversions exactly, value rounded to a millionth.
package struct ReplicateCounter: Sendable {
  private let pathCount: Int
  private let converting: ConvertingJourneys
  private let units: ResamplingUnits

  /// Takes journeys and users.
  ///
  /// - Throws: `AttributionError.refused` if all value together is so large that a replicate could not
  ///   be summed.
  package init(_ data: AttributionData) throws(AttributionError) {
    pathCount = data.paths.count
    converting = data.converting
    units = data.units
    var sum = UInt(0)
    for value in converting.value { sum = Self.saturatingSum(sum, value.magnitude) }
    guard sum < UInt(1) << 58 else {
      throw .refused(
        "The value of all conversions together is beyond 288 billion, too much to resample: give it"
          + " in thousands or millions, or set bootstrap to 0.")
    }
  }

  private static func saturatingSum(_ a: UInt, _ b: UInt) -> UInt {
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? .max : sum
  }

  /// Counts one replicate.
  package func count(_ weights: inout PoissonWeights) -> PathCounts {
    var nulls = units.nulls.map { weights.next(units: $0) }
    var entries = units.converting.map { weights.next(units: $0) }
    addBundles(&weights, &nulls, &entries)
    var conversions = [Int](repeating: 0, count: pathCount)
    var value = [Int](repeating: 0, count: pathCount)
    for (entry, times) in entries.enumerated() where times > 0 {
      let path = Int(converting.path[entry])
      let journeys = converting.journeys[entry]
      conversions[path] &+= Self.part(converting.conversions[entry], times, of: journeys)
      value[path] &+= Self.part(converting.value[entry], times, of: journeys)
    }
    return PathCounts(conversions: conversions, value: value, nulls: nulls, entries: entries)
  }

  private func addBundles(
    _ weights: inout PoissonWeights, _ nulls: inout [Int], _ entries: inout [Int]
  ) {
    let bundles = units.bundles
    for (bundle, users) in bundles.users.enumerated() {
      let times = weights.next(units: users)
      if times == 0 { continue }
      for place in bundles.offsets[bundle]..<bundles.offsets[bundle + 1] {
        let journey = Int(bundles.journeys[place])
        if journey >= 0 { entries[journey] += times } else { nulls[~journey] += times }
      }
    }
  }

  /// `total` times `times` over `journeys`, to the nearest whole number.
  package static func part(_ total: Int, _ times: Int, of journeys: Int) -> Int {
    if times == journeys || journeys <= 0 { return total }
    if journeys == 1 { return total &* times }
    let (product, half) = (Int128(total) * Int128(times), Int128(journeys / 2))
    let rounded = (product >= 0 ? product + half : product - half) / Int128(journeys)
    return Int(truncatingIfNeeded: rounded)
  }
}
