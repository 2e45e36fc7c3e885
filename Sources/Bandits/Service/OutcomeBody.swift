import Foundation
import Interchange

/// The body of `POST /outcome`: one outcome, or several under `outcomes`, kept all or none.
struct OutcomeBody: Decodable {
  /// The most outcomes of a request.
  static let most = 1000

  let outcomes: [Entry]

  /// An outcome as it is written.
  ///
  /// Its time is the sender's, so that a repeated request is the same.
  struct Entry: Decodable {
    var key: String
    var decision: Int64
    var time: Double
    var conversions: Double?
    var value: Double?
    var cost: Double?
    var reached: Double?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case key, decision, time, conversions, value, cost, reached
    }

    init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      key = try container.decode(String.self, forKey: .key)
      decision = try container.decode(Int64.self, forKey: .decision)
      time = try container.decode(Double.self, forKey: .time)
      conversions = try container.decodeIfPresent(Double.self, forKey: .conversions)
      value = try container.decodeIfPresent(Double.self, forKey: .value)
      cost = try container.decodeIfPresent(Double.self, forKey: .cost)
      reached = try container.decodeIfPresent(Double.self, forKey: .reached)
    }
  }

  private enum CodingKeys: String, CodingKey, CaseIterable { case outcomes }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard container.contains(.outcomes) else {
      outcomes = [try Entry(from: decoder)]
      return
    }
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    outcomes = try container.decode([Entry].self, forKey: .outcomes)
  }

  /// Reads a body.
  ///
  /// - Throws: `ServiceFailure` with status 400 and what is wrong with it.
  static func outcomes(_ body: Data) throws(ServiceFailure) -> [Outcome] {
    let decoded: OutcomeBody
    do {
      decoded = try JSONDecoder().decode(OutcomeBody.self, from: body)
    } catch let error as DecodingError {
      throw ServiceFailure(400, "bad_json", message(error))
    } catch {
      throw ServiceFailure(400, "bad_json", "The body is no JSON.")
    }
    guard (1...most).contains(decoded.outcomes.count) else {
      throw ServiceFailure(400, "bad_data", "A request takes 1 to \(most) outcomes.")
    }
    return decoded.outcomes.map { entry in
      var outcome = Outcome(key: entry.key, decision: entry.decision, time: entry.time)
      outcome.conversions = entry.conversions ?? 0
      outcome.value = entry.value ?? 0
      outcome.cost = entry.cost ?? 0
      outcome.reached = entry.reached ?? 0
      return outcome
    }
  }

  private static func message(_ error: DecodingError) -> String {
    let (context, text): (DecodingError.Context, String) =
      switch error {
      case .keyNotFound(let key, let context): (context, "\(key.stringValue) is missing.")
      case .typeMismatch(_, let context): (context, "the value is of the wrong kind.")
      case .valueNotFound(_, let context): (context, "the value is missing.")
      case .dataCorrupted(let context): (context, context.debugDescription)
      @unknown default: (.init(codingPath: [], debugDescription: ""), "the body cannot be read.")
      }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? text : "\(path): \(text)"
  }
}
