import Foundation
import Inference
import Testing

@Suite("CmdStan CSV") struct DrawsCSVTests {
  private func text(_ sampler: Sampler<ScaledNormal>, chain: Int) throws -> (String, Int) {
    let header = DrawsCSV.Header(
      model: "three\nnormals", draws: sampler.draws.count, options: sampler.options)
    let writer = DrawsCSV(header: header, names: ["roi.1", "roi.2", "a,b"])
    var bytes: [UInt8] = []
    var pieces = 0
    try writer.write(
      chain: chain, state: sampler.chains[chain],
      statistics: sampler.draws.chains[chain].statistics
    ) { draw, values in
      sampler.draws.withPosition(chain: chain, draw: draw) { position in
        for i in 0..<3 { values[i] = position[i] }
      }
    } to: {
      bytes += $0
      pieces += 1
    }
    return (String(decoding: bytes, as: UTF8.self), pieces)
  }

  @Test("values read back bit for bit under the CmdStan columns")
  func roundTrip() async throws {
    let sampler = try await sample(ScaledNormal(scales: [1, 1e-8, 1e8]), draws: 700)
    let (csv, pieces) = try text(sampler, chain: 1)
    #expect(pieces > 1)
    let lines = csv.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(
      lines[0]
        == "lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,"
        + "roi.1,roi.2,a_b")
    #expect(lines.count == 701)
    let draws = sampler.draws.chains[1]
    for (draw, line) in lines.dropFirst().enumerated() {
      let fields = line.split(separator: ",").map { Double($0) }
      let statistic = draws.statistics[draw]
      #expect(fields[0] == statistic.logDensity && fields[6] == statistic.energy)
      #expect(fields[3] == Double(statistic.treeDepth))
      #expect(fields[7...] == draws.positions[(3 * draw)..<(3 * draw + 3)].map { $0 }[...])
    }
  }

  @Test("comments give the run's settings, the step size and the inverse mass")
  func comments() async throws {
    let sampler = try await sample(
      ScaledNormal(scales: [1, 2, 3]), .init(seed: 99, metric: .dense), draws: 5)
    let (csv, _) = try text(sampler, chain: 0)
    for line in [
      "# model = three normals", "#     num_samples = 5", "#     num_warmup = 500", "# id = 1",
      "#   seed = 99", "#         metric = dense_e", "# Elements of inverse mass matrix:",
      "# Step size = \(sampler.chains[0].stepSize)",
    ] {
      #expect(csv.contains(line + "\n"), "\(line)")
    }
  }

  /// Writes files for `Fixtures/cmdstan.py`; only run when asked for.
  @Test(
    "files for ArviZ",
    .enabled(if: ProcessInfo.processInfo.environment["LIFTWERK_CMDSTAN_FOLDER"] != nil))
  func filesForArviZ() async throws {
    let folder = try #require(ProcessInfo.processInfo.environment["LIFTWERK_CMDSTAN_FOLDER"])
    let sampler = try await sample(ScaledNormal(scales: [1, 1e-8, 1e8]), draws: 700)
    for chain in 0..<4 {
      let name = URL(fileURLWithPath: folder).appendingPathComponent("chain-\(chain + 1)")
      try text(sampler, chain: chain).0.write(
        to: name.appendingPathExtension("csv"), atomically: true, encoding: .utf8)
      let positions = sampler.draws.chains[chain].positions
      try JSONEncoder().encode(positions).write(to: name.appendingPathExtension("json"))
    }
  }
}
