import Foundation
import Liftwerk
import MediaMix
import Runs
import Tables
import Testing

@Suite("Where fits are kept")
struct FitCacheTests {
  @Test("follows the environment: a folder, off, the user's caches, or nowhere")
  func folder() {
    #expect(FitCache.folder(["LIFTWERK_CACHE": "off", "HOME": "/h"]) == nil)
    #expect(FitCache.folder(["LIFTWERK_CACHE": "/fits/x", "HOME": "/h"]) == "/fits/x")
    #expect(
      FitCache.folder(["XDG_CACHE_HOME": "/caches", "HOME": "/h"]) == "/caches/liftwerk/fits")
    #expect(
      FitCache.folder(["XDG_CACHE_HOME": "relative", "HOME": "/h"]) == "/h/.cache/liftwerk/fits")
    #expect(FitCache.folder(["LIFTWERK_CACHE": "", "HOME": "/h"]) == "/h/.cache/liftwerk/fits")
    #expect(FitCache.folder([:]) == nil)
  }

  private func data(_ kpi: Double = 3) throws -> MediaMixData {
    let times = try TimeAxis(
      (0..<3).map { TimePoint(CivilDate(dayNumber: 18_631).adding(days: 7 * $0)) },
      source: "small", column: "week")
    return MediaMixData(
      source: "small", geos: [""], isNational: true, times: times, leadIn: 0, channels: ["tv"],
      controls: [], kpi: [1, 2, kpi], value: [1, 1, 1], population: [1], spend: [[1, 0, 2]],
      exposure: [[1, 0, 2]], controlValues: [], currency: nil)
  }

  @Test("has one key for what gives the same draws, and another for anything else")
  func key() throws {
    let options = MediaMixOptions(
      target: .init(column: "kpi"), channels: ["tv": .init(spend: "tv_spend")])
    func key(
      _ kpi: Double = 3, version: String = "1", kernel: String = "a",
      change: (inout MediaMixOptions) -> Void = { _ in }
    ) throws -> String? {
      var options = options
      change(&options)
      return FitCache.key(
        FitQuestion(data: try data(kpi), options: options), version: version,
        machine: .current(blasKernel: kernel, blasVersion: "v"))
    }
    let plain = try key()
    #expect(plain?.count == 64)
    #expect(try key { $0.level = 0.5 } == plain)
    #expect(try key { $0.window = .init(from: "2021-01-11") } == plain)
    #expect(try key { $0.data = "weekly" } == plain)
    let others = [
      try key(4), try key(version: "2"), try key(kernel: "b"), try key { $0.sampler.seed = 2 },
      try key { $0.sampler.draws = .count(10) }, try key { $0.baseline.fourier = 3 },
      try key { $0.channels["tv"]?.prior.roi = PriorSpecification("lognormal", [0, 1]) },
    ]
    #expect(Set(others + [plain]).count == others.count + 1)
  }
}
