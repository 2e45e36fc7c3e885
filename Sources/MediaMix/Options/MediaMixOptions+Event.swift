import Interchange

extension MediaMixOptions {
  /// Something that moved the outcome at known times: a sale, a launch, a strike.
  public struct Event: Codable, Sendable, Equatable {
    /// How the effect lies around an occurrence.
    public enum Shape: String, Codable, Sendable, CaseIterable {
      /// Full, as far as the width reaches on both sides.
      case box
      /// A bell around the occurrence; the width is its standard deviation.
      case gaussian
      /// Full at first, then fading by a factor of e for each width.
      case decay
    }

    /// What it is called.
    public var name: String
    /// Dates or labels of the periods of its occurrences, which share one effect.
    public var at: [String]
    /// How far the effect reaches, in periods; 0 if absent: the period of the occurrence alone.
    public var width: Double
    /// How the effect lies around an occurrence; a box if absent.
    public var shape: Shape

    /// Makes an event.
    public init(name: String, at: [String], width: Double = 0, shape: Shape = .box) {
      self.name = name
      self.at = at
      self.width = width
      self.shape = shape
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case name, at, width, shape }

    /// Reads an event, `at` as one text or a list; an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      at = try container.decode(OneOrMore.self, forKey: .at).texts
      width = try container.decodeIfPresent(Double.self, forKey: .width) ?? 0
      shape = try container.decodeIfPresent(Shape.self, forKey: .shape) ?? .box
    }
  }
}
