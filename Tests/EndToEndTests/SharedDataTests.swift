import Foundation
import Testing

/// Public data sets beside the repository, if the environment names their folder.
private let sharedData = ProcessInfo.processInfo.environment["LIFTWERK_SHARED_DATA"]

@Suite("Public data", .enabled(if: sharedData != nil, "LIFTWERK_SHARED_DATA is not set"))
struct SharedDataTests {
  @Test(
    "need no edit between init and a report",
    arguments: ["national_media", "geo_media", "mmm_example", "robyn_simulated_weekly"])
  func fit(name: String) throws {
    let folder = try TemporaryFolder()
    let export = "\(sharedData ?? "")/mmm/\(name).csv"
    #expect(try Program.run(["init", export], in: folder).code == 0)
    #expect(try Program.run(["check"], in: folder).code == 0)
    let outcome = try Program.run(["run", "--out", "run", "--quiet"], in: folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(folder.text("run/report.html")?.contains("<svg") == true)
  }

  @Test(
    "of a loader's tests are understood by init",
    arguments: [
      "lagged_sample_data_with_organic_and_non_media", "sample_data_media_and_rf",
      "sample_data_no_revenue_per_kpi", "sample_data_with_organic_and_non_media",
      "sample_national_data_wo_population_wo_geo",
    ])
  func loader(name: String) throws {
    let folder = try TemporaryFolder()
    let export = "\(sharedData ?? "")/mmm/loader/\(name).csv"
    #expect(try Program.run(["init", export], in: folder).code == 0)
    let check = try Program.run(["check"], in: folder)
    #expect(check.code == 0, "\(check.errors)")
  }
}
