import Attribution
import Foundation
import Runs

extension AttributionData {
  /// The hash of the counted journeys in canonical order: the same for any order of rows.
  var contentHash: String {
    var bytes = Data()
    func add<Element>(_ values: [Element]) {
      withUnsafeBytes(of: UInt64(values.count).littleEndian) { bytes.append(contentsOf: $0) }
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    for channel in paths.channels { add(Array(channel.utf8)) }
    add(paths.offsets)
    add(paths.touches)
    add([counts.conversions, counts.value, counts.nulls].flatMap { $0 })
    add(converting.path)
    add([converting.journeys, converting.conversions, converting.value].flatMap { $0 })
    add(converting.shares)
    add(units.nulls + units.converting + units.bundles.users + units.bundles.offsets)
    add(units.bundles.journeys)
    for window in windows { add(window.conversions + window.value + window.nulls) }
    if let timed {
      add(timed.channels)
      add(timed.hours)
      add(timed.offsets + timed.converting + timed.value + timed.nulls)
    }
    return ContentHash.hex(bytes)
  }
}
