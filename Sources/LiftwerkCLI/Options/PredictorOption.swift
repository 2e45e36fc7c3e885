import ArgumentParser
import GeoLift

/// Predictors on the command line: `lnincome@1980:1988,cigsale@1975`.
enum PredictorOption {
  /// Reads columns with the periods behind an `@`: `FROM:TO`, either of which may be left out, or one
  /// period.
  ///
  /// - Throws: `ValidationError` for a predictor without a column, and for empty periods.
  static func parse(_ values: [String]) throws -> [GeoPredictor] {
    try ListOption.split(values).map { text in
      guard let mark = text.lastIndex(of: "@") else { return GeoPredictor(column: text) }
      let column = String(text[..<mark])
      let span = text[text.index(after: mark)...]
      let ends = span.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard !column.isEmpty, ends.count <= 2, ends.contains(where: { !$0.isEmpty }) else {
        throw ValidationError(
          "--predictors: '\(text)' is no column with periods, such as price@1980:1988 or price@1988."
        )
      }
      let (from, to) = (ends[0], ends[ends.count - 1])
      return GeoPredictor(
        column: column, from: from.isEmpty ? nil : from, to: to.isEmpty ? nil : to)
    }
  }
}
