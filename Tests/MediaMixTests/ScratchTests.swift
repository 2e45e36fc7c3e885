import Foundation
import Findings
import MediaMix
import Inference
import Tables
import TestSupport
import Testing
@Suite(.serialized) struct Scratch {
  @Test(arguments: [8, 1]) func fit(regions: Int) async throws {
    let sim = try MediaMixSimulator(regions: regions).run()
    try sim.csv.write(toFile: "/tmp/sim\(regions).csv", atomically: true, encoding: .utf8)
    let table = try TableReader.read(path: "/tmp/sim\(regions).csv")
    let names = table.columnNames.filter { $0.hasSuffix("_spend") }.map { String($0.dropLast(6)) }
    let options = MediaMixOptions(target: .init(column: "revenue"),
      channels: Dictionary(uniqueKeysWithValues: names.map { n in (n, .init(spend: "\(n)_spend", exposure: table.columnNames.first { $0.hasPrefix(n + "_") && $0 != n + "_spend" })) }), controls: ["price_index", "temperature"])
    let data = try MediaMixData(table: table, columns: .init(time: "week", geo: regions > 1 ? "region" : nil, population: regions > 1 ? "inhabitants" : nil), options: options, currency: "EUR")
    let t1 = clock(); let w = Date()
    let r = try await MediaMix.fit(data: data, options: options, threads: 2)
    print("cpu s", Double(clock() - t1) / 1e6, "wall", Date().timeIntervalSince(w), r.verdict, r.gradientCount, r.parametrisation)
    for f in r.findings(language: .en) where (f.id == "mmm.roi" && f.subject.count <= 1 && f.period?.from == data.times.labels[0] && f.period?.to == data.times.lastDays.last) || f.id == "mmm.baseline_share" || f.id == "mmm.fit" || (f.id == "mmm.contraction") { print(f.subject, f.text) }
    print(sim.truth.baselineShare, sim.truth.channels.map { ($0, $1.roi, $1.contribution) })
  }
}
