import Attribution
import Foundation
import TestSupport

/// The PathData table of the shared data.
enum GamePathData {
  static func load() throws -> GameTable {
    let file = SharedData.path("attribution/channelattribution_pathdata.csv")
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
    return GameTable(
      lines.map { line in
        let fields = line.split(separator: ",")
        return GameTable.Row(
          path: String(fields[0]).components(separatedBy: " > "),
          conversions: Int(Double(fields[1]) ?? 0),
          value: Int(((Double(fields[2]) ?? 0) * 1e6).rounded()),
          nulls: Int(Double(fields[3]) ?? 0))
      })
  }

  /// The reference results for one model, by channel.
  static func reference(_ name: String) throws -> [String: Double] {
    let file = SharedData.path("attribution/reference/pathdata_exact.json")
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    return try JSONDecoder().decode(Reference.self, from: data).numbers[name] ?? [:]
  }

  /// The results that are plain numbers by channel.
  private struct Reference: Decodable {
    var numbers: [String: [String: Double]] = [:]

    private enum Key: String, CodingKey { case results }
    private struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let results = try decoder.container(keyedBy: Key.self)
        .nestedContainer(keyedBy: Name.self, forKey: .results)
      for name in results.allKeys {
        numbers[name.stringValue] = try? results.decode([String: Double].self, forKey: name)
      }
    }
  }
}
