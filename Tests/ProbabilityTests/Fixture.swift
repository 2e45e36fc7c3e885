import Foundation
import Testing

/// Reads a JSON file of the fixtures folder.
func fixture<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
  let url = try #require(
    Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "json"))
  return try JSONDecoder().decode(Value.self, from: Data(contentsOf: url))
}
