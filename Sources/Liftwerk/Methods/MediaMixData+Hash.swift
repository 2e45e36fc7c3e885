import Foundation
import MediaMix
import Runs
import Tables

extension MediaMixData {
  /// The hash of the panel in canonical order: the same for any order of rows and columns.
  var contentHash: String {
    var bytes = Data()
    func add(_ text: String) {
      bytes.append(contentsOf: text.utf8)
      bytes.append(0)
    }
    func add(_ numbers: [Double]) {
      withUnsafeBytes(of: UInt64(numbers.count).littleEndian) { bytes.append(contentsOf: $0) }
      for number in numbers {
        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    for texts in [geos, times.labels, channels, organic, treatments, controls] {
      add(String(texts.count))
      texts.forEach(add)
    }
    add(String(leadIn))
    add(currency ?? "")
    for numbers in [kpi, value, population] + spend + exposure + treatmentValues + controlValues {
      add(numbers)
    }
    // A medium told by exposure alone is not one whose frequencies are no numbers at all.
    for numbers in frequency {
      add(numbers == nil ? "exposure" : "reach")
      add(numbers ?? [])
    }
    return ContentHash.hex(bytes)
  }
}
