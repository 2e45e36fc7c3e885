import Interchange
public import Tables

/// One entry of the project file's `data` section.
public enum DataSource: Codable, Sendable, Equatable {
  /// A file with a row for each period, or for each geo and period.
  case wide(WideSource)
  /// Platform exports with a row a day and campaign, collapsed to a panel.
  case long(LongSource)
  /// A log of touches.
  case touches(TouchSource)
  /// A file of collapsed paths.
  case paths(PathSource)
  /// A table of touches in a warehouse.
  case table(TableSource)
  /// A file of an experiment's units, or of sums over them.
  case experiment(ExperimentSource)

  private enum Keys: String, CodingKey {
    case sources, table, user, journey, kind
  }

  /// Reads a source; its keys tell which kind it is.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    if container.contains(.sources) {
      self = .long(try LongSource(from: decoder))
    } else if container.contains(.table) {
      self = .table(try TableSource(from: decoder))
    } else if container.contains(.user) {
      self = .touches(try TouchSource(from: decoder))
    } else if container.contains(.journey) {
      self = .paths(try PathSource(from: decoder))
    } else if container.contains(.kind) {
      self = .experiment(try ExperimentSource(from: decoder))
    } else {
      self = .wide(try WideSource(from: decoder))
    }
  }

  /// Writes the source.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .wide(let source): try source.encode(to: encoder)
    case .long(let source): try source.encode(to: encoder)
    case .touches(let source): try source.encode(to: encoder)
    case .paths(let source): try source.encode(to: encoder)
    case .table(let source): try source.encode(to: encoder)
    case .experiment(let source): try source.encode(to: encoder)
    }
  }
}

/// A file with a row for each period, or for each geo and period.
public struct WideSource: Codable, Sendable, Equatable {
  /// The file, relative to the project file.
  public var path: String
  /// The column of periods.
  public var time: String
  /// The column of geos; nil for national data.
  public var geo: String?
  /// The column of inhabitants.
  public var population: String?
  /// How the file is read, if not as the project says.
  public var locale: TableLocale?
  /// How the file stores text, if not as the project says.
  public var encoding: TextEncoding?

  /// Makes a source.
  public init(
    path: String, time: String, geo: String? = nil, population: String? = nil,
    locale: TableLocale? = nil
  ) {
    self.path = path
    self.time = time
    self.geo = geo
    self.population = population
    self.locale = locale
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case path, time, geo, population, locale, encoding
  }

  /// Reads a source; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    path = try container.decode(String.self, forKey: .path)
    time = try container.decode(String.self, forKey: .time)
    geo = try container.decodeIfPresent(String.self, forKey: .geo)
    population = try container.decodeIfPresent(String.self, forKey: .population)
    locale = try container.decodeIfPresent(TableLocale.self, forKey: .locale)
    encoding = try container.decodeIfPresent(TextEncoding.self, forKey: .encoding)
  }
}
