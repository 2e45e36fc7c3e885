import Interchange

extension MediaMixOptions {
  /// Which media have an effect that may drift over time.
  public enum TimeVarying: Sendable, Equatable {
    /// All media drift together, along one course.
    case all
    /// Each of these has a course of its own.
    case media([String])
  }
}

extension MediaMixOptions.TimeVarying: Codable {
  /// Reads `all`, or a list of channels.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let names = try? container.decode([String].self) {
      self = .media(names)
    } else if (try? container.decode(String.self)) == "all" {
      self = .all
    } else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "time_varying is all, or a list of channels"))
    }
  }

  /// Writes `all`, or the list.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .all: try container.encode("all")
    case .media(let names): try container.encode(names)
    }
  }
}
