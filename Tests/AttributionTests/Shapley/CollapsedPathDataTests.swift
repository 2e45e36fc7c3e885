import Attribution
import Foundation
import Tables
import TestSupport
import Testing

@Suite(
  "Peer data from the file",
  .enabled(if: SharedData.isPresent, "LIFTWERK_SHARED_DATA does not name a folder"))
struct CollapsedPathDataTests {
  @Test("value is credited to nine digits, though the file has more than six decimals")
  func value() throws {
    let path = SharedData.path("attribution/channelattribution_pathdata.csv")
    let columns = PathColumns(
      path: "path", conversions: "total_conversions", value: "total_conversion_value",
      nulls: "total_null")
    let data = try CollapsedPaths(try TableReader.read(path: path), columns: columns)
      .journeys(AttributionOptions())
    #expect(data.intake.valueUnits == 1e9)
    #expect(data.counts.totalConversions == 19_785 && data.counts.totalNulls == 68_602)
    let credit = try SumGame(paths: data.paths, options: AttributionOptions()).credit(data.counts)
    let reference = try GamePathData.reference("own_shapley_sum_value")
    let value = try #require(credit.value)
    for (channel, amount) in zip(data.paths.channels, value) {
      let expected = try #require(reference[channel])
      #expect(isRelativelyClose(amount / data.intake.valueUnits, expected, 1e-9))
    }
  }
}
