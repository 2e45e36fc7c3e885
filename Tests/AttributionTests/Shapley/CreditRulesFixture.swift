import Attribution
import Foundation

/// Exact credits of a small table, made by `Fixtures/credit_rules.py` from the definitions.
struct CreditRulesFixture: Decodable {
  var channels: [String]
  var rows: [Row]
  var weights: [Double]
  var linear: [Double]
  var linear_value: [Double]
  var position: [Double]
  var position_value: [Double]
  var ordered: [Double]
  var ordered_value: [Double]
  var places: [[Double]]
  var sum_game: [Double]
  var rate_game: [Double]
  var value_game: [Double]
  var time_decay: Decay

  struct Row: Decodable {
    var row: GameTable.Row

    init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      let path = try fields.decode(String.self)
      row = GameTable.Row(path: path.components(separatedBy: " > "))
      row.conversions = try fields.decode(Int.self)
      row.value = try fields.decode(Int.self)
      row.nulls = try fields.decode(Int.self)
    }
  }

  struct Decay: Decodable {
    var entries: [Entry]
    var conversions: [Double]
    var value: [Double]

    struct Entry: Decodable {
      var path: String
      var journeys: Int
      var conversions: Int
      var value: Int
      var shares: [UInt32]
    }
  }

  /// Reads the fixture.
  static func load() throws -> CreditRulesFixture {
    guard let url = Bundle.module.url(forResource: "Fixtures/credit_rules", withExtension: "json")
    else { throw CocoaError(.fileNoSuchFile) }
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
  }

  /// The table of paths.
  var table: GameTable { GameTable(rows.map(\.row)) }
}
