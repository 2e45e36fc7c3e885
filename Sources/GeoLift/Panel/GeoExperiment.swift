import Findings
import LinearAlgebra
import Tables

/// A test in its panel: every name and date was found, and there are periods on both sides.
public struct GeoExperiment: Sendable {
  /// The panel.
  public let panel: GeoPanel
  /// The test as it was described.
  public let test: GeoTest
  /// The treated geos' rows of the panel, ascending.
  public let treated: [Int]
  /// The donors' rows of the panel, ascending.
  public let donors: [Int]
  /// The treated periods.
  public let window: Range<Int>
  /// What treated geos and donors should be alike in; nil without predictors.
  public let predictors: PredictorTable?

  /// Finds a test's geos and window in a panel.
  ///
  /// - Throws: `GeoLiftError.badTest` for a geo that the panel does not have or that is named twice,
  ///   no treated geo, no donor, a window that touches no period or ends before it starts, no two
  ///   periods before it, treated geos that do not change before the test (absent, or a column of
  ///   zeros), donors none of which changes, and predictors that tell nothing.
  public init(
    _ panel: GeoPanel, _ test: GeoTest, predictors wanted: [GeoPredictor] = []
  ) throws(GeoLiftError) {
    self.panel = panel
    self.test = test
    treated = try panel.rows(of: test.treated, as: "treated")
    let excluded = try panel.rows(of: test.excluded, as: "excluded")
    guard !treated.isEmpty else {
      throw .badTest("No geo is treated; name the geos where the campaign ran.")
    }
    if let both = treated.first(where: excluded.contains) {
      throw .badTest(
        "'\(displayed(panel.geos[both]))' is treated and excluded; name it once.")
    }
    let taken = Set(treated + excluded)
    donors = panel.geos.indices.filter { !taken.contains($0) }
    guard !donors.isEmpty else {
      throw .badTest("No geo is left to compare with; leave some geos untreated.")
    }
    window = try Self.window(test, panel)
    predictors =
      try wanted.isEmpty
      ? nil
      : PredictorTable(wanted, panel, rows: treated + donors, before: window.lowerBound)
    try requireMovement()
  }

  private static func window(
    _ test: GeoTest, _ panel: GeoPanel
  ) throws(GeoLiftError) -> Range<Int> {
    let labels = panel.axis.labels
    let span = "the panel goes from \(labels[0]) to \(labels[labels.count - 1])"
    guard let start = panel.axis.index(ofLabel: test.start) else {
      throw .badTest(
        "The test's start '\(displayed(test.start))' is no period of the panel; \(span).")
    }
    var end = panel.axis.count - 1
    if let label = test.end {
      guard let found = panel.axis.lastIndex(ofLabel: label) else {
        throw .badTest("The test's end '\(displayed(label))' is no period of the panel; \(span).")
      }
      end = found
    }
    guard start <= end else {
      throw .badTest(
        "The test ends (\(labels[end])) before it starts (\(labels[start])); swap the dates.")
    }
    guard start >= 2 else {
      throw .badTest(
        "Only \(start) periods lie before the test's start \(labels[start]); two at least are "
          + "needed to compare with, and twenty-five are better. Export an earlier beginning.")
    }
    return start..<end + 1
  }

  private func requireMovement() throws(GeoLiftError) {
    func isStill(_ geo: Int) -> Bool {
      let before = panel.values.row(geo).prefix(window.lowerBound)
      return before.allSatisfy { $0 == before.first }
    }
    if let still = treated.first(where: isStill) {
      throw .badTest(
        "'\(displayed(panel.geos[still]))' is treated, but its value never changes before "
          + "\(panel.axis.labels[window.lowerBound]): it is absent or was not recorded. Leave it "
          + "out, or export its history.")
    }
    guard !donors.allSatisfy(isStill) else {
      throw .badTest(
        "No donor's value changes before \(panel.axis.labels[window.lowerBound]), so nothing can be "
          + "compared; check the KPI's column.")
    }
  }
}
