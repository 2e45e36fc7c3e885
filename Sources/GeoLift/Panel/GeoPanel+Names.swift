import Findings
import Tables

extension GeoPanel {
  /// The rows of geos that a user named, ascending.
  ///
  /// - Parameter role: what they are to be, for messages.
  /// - Throws: `GeoLiftError.badTest` for a geo that the panel does not have or that is named twice.
  func rows(of names: [String], as role: String) throws(GeoLiftError) -> [Int] {
    var rows: [Int] = []
    for name in names {
      guard let row = geos.firstIndex(of: name) else {
        let near = nearestNames(to: name, among: geos, limit: 3)
          .map { "'\(displayed($0))'" }.joined(separator: " or ")
        throw .badTest(
          "The panel has no geo '\(displayed(name))', which should be \(role)"
            + (near.isEmpty ? "; check the name." : "; did you mean \(near)?"))
      }
      guard !rows.contains(row) else {
        throw .badTest("'\(displayed(name))' is named twice as \(role); name it once.")
      }
      rows.append(row)
    }
    return rows.sorted()
  }
}
