import Foundation
public import Narrative
import Tables

/// Ratings of people: CSV files with the columns item, criterion, rater and rating, such as filled rubric
/// sheets.
public struct RatingsFile: Sendable {
  /// The ratings; rows without one are left out.
  public let ratings: [RatingTable.Rating]

  /// Reads a file.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` if there is no such file, `dataRefused` if a column
  ///   is missing, a rating is no number, a rater is not named, or one rated the same thing twice.
  public init(path: String) throws(LiftwerkError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LiftwerkError(.inputMissing, "\(path): no such file. Check the path.")
    }
    do {
      ratings = try Self.read([UInt8](data), path)
    } catch let error as LiftwerkError {
      throw error
    } catch {
      throw LiftwerkError(.dataRefused, "\(error)")
    }
  }

  private static func read(_ bytes: [UInt8], _ path: String) throws -> [RatingTable.Rating] {
    let scanner = try TableScanner(bytes: bytes, source: path)
    let columns = scanner.columnNames.map { $0.lowercased() }
    var places: [Int] = []
    for name in ["item", "criterion", "rater", "rating"] {
      guard let place = columns.firstIndex(of: name) else {
        throw LiftwerkError(
          .dataRefused,
          "\(path): the column \(name) is missing. Fill in the sheet of `report evaluate --rubric`."
        )
      }
      places.append(place)
    }
    var ratings: [RatingTable.Rating] = []
    var seen: Set<[String]> = []
    var problem: String?
    try scanner.forEachRow { (row) throws(TableError) in
      let cells = places.map { place in
        String(decoding: row[place], as: UTF8.self).trimmingCharacters(in: .whitespaces)
      }
      guard problem == nil, !cells[3].isEmpty else { return }
      let what = "\(cells[0]), \(cells[1])"
      guard let value = Double(cells[3].replacing(",", with: ".")), value.isFinite else {
        problem = "\(what): the rating \"\(cells[3])\" is no number."
        return
      }
      if cells[2].isEmpty { problem = "\(what): the rater is not named." }
      if !seen.insert(Array(cells[..<3])).inserted {
        problem = "\(what): \(cells[2]) rated it twice."
      }
      ratings.append(
        .init(item: cells[0], criterion: cells[1], rater: cells[2], value: value))
    }
    if let problem { throw LiftwerkError(.dataRefused, "\(path): \(problem)") }
    return ratings
  }
}
