import ArgumentParser
import MediaMix

/// What drives a medium, as flags name it: `tv_impressions`, or `reach=tv_reach:frequency=tv_freq`.
struct MediaColumns {
  private(set) var media = MediaMixOptions.Media()

  /// Reads columns that colons part.
  ///
  /// - Parameter flag: how the option is written, for messages.
  /// - Throws: `ValidationError` if one is missing, given twice, or half of a pair.
  init(_ columns: [String], flag: String) throws {
    guard columns.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("\(flag): a column's name is missing beside the colon.")
    }
    for column in columns {
      let parts = column.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let (key, path) = (parts.first.map(String.init), parts.last.map(String.init) ?? "")
      let place: WritableKeyPath<MediaMixOptions.Media, String?> =
        switch parts.count == 2 ? key : nil {
        case "reach": \.reach
        case "frequency": \.frequency
        default: \.exposure
        }
      let name = place == \.exposure ? column : path
      guard !name.isEmpty, media[keyPath: place] == nil else {
        throw ValidationError(
          "\(flag): takes one exposure, or reach=COLUMN:frequency=COLUMN, each once.")
      }
      media[keyPath: place] = name
    }
    guard (media.reach == nil) == (media.frequency == nil) else {
      throw ValidationError(
        "\(flag): reach and frequency belong together; give both columns.")
    }
    if media.reach != nil && media.exposure != nil {
      throw ValidationError(
        "\(flag): give an exposure, or reach and frequency, not both.")
    }
  }
}

/// A name with what stands behind its equals sign: `tv=tv_spend:tv_impressions`.
struct NamedColumns {
  let name: String
  let columns: [String]

  /// Parts a value of an option; nil if a side of the equals sign is empty or missing.
  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    name = String(parts[0])
    columns = parts[1].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
  }
}

/// Channels, organic media and treatments as flags name them.
enum MediaOption {
  /// Reads `name=spend`, `name=spend:exposure` and `name=spend:reach=column:frequency=column`.
  ///
  /// - Throws: `ValidationError` if one cannot be read or two have one name.
  static func channels(_ texts: [String]) throws -> [String: MediaMixOptions.Channel] {
    try dictionary(texts, flag: "--media", kind: "channel") { text in
      guard let named = NamedColumns(text) else {
        throw ValidationError(
          "--media takes NAME=SPEND or NAME=SPEND:EXPOSURE, as in tv=tv_spend:tv_impressions; "
            + "found \"\(text)\".")
      }
      guard let spend = named.columns.first, !spend.isEmpty, !isPair(spend) else {
        throw ValidationError("--media \(text): a column's name is missing beside the colon.")
      }
      var channel = MediaMixOptions.Channel(spend: spend)
      channel.media = try MediaColumns(
        Array(named.columns.dropFirst()), flag: "--media \(text)"
      ).media
      return (named.name, channel)
    }
  }

  /// Reads `name=exposure` and `name=reach=column:frequency=column`.
  ///
  /// - Throws: `ValidationError` if one cannot be read or two have one name.
  static func organic(_ texts: [String]) throws -> [String: MediaMixOptions.Organic] {
    try dictionary(texts, flag: "--organic", kind: "medium") { text in
      guard let named = NamedColumns(text) else {
        throw ValidationError(
          "--organic takes NAME=EXPOSURE, as in newsletter=newsletter_opens; found \"\(text)\".")
      }
      let columns = try MediaColumns(named.columns, flag: "--organic \(text)")
      return (named.name, MediaMixOptions.Organic(media: columns.media))
    }
  }

  /// Reads `column`, or `name=column`.
  ///
  /// - Throws: `ValidationError` if one cannot be read or two have one name.
  static func treatments(_ texts: [String]) throws -> [String: MediaMixOptions.Treatment] {
    try dictionary(texts, flag: "--treatments", kind: "treatment") { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.allSatisfy({ !$0.isEmpty }), let name = parts.first, let column = parts.last
      else {
        throw ValidationError("--treatments takes COLUMN or NAME=COLUMN; found \"\(text)\".")
      }
      return (String(name), MediaMixOptions.Treatment(column: String(column)))
    }
  }

  private static func isPair(_ column: String) -> Bool {
    column.hasPrefix("reach=") || column.hasPrefix("frequency=")
  }

  private static func dictionary<Value>(
    _ texts: [String], flag: String, kind: String, read: (String) throws -> (String, Value)
  ) throws -> [String: Value] {
    var found: [String: Value] = [:]
    for text in ListOption.split(texts) {
      let (name, value) = try read(text)
      guard found.updateValue(value, forKey: name) == nil else {
        throw ValidationError("\(flag) names the \(kind) \"\(name)\" twice.")
      }
    }
    return found
  }
}
