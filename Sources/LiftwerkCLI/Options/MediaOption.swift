import ArgumentParser
import MediaMix

/// A channel as `--media` names it: `tv=tv_spend:tv_impressions`.
struct MediaOption {
  let name: String
  let channel: MediaMixOptions.Channel

  /// Reads `name=spend` or `name=spend:exposure`.
  ///
  /// - Throws: `ValidationError` if it is neither.
  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw ValidationError(
        "--media takes NAME=SPEND or NAME=SPEND:EXPOSURE, as in tv=tv_spend:tv_impressions; "
          + "found \"\(text)\".")
    }
    name = String(parts[0])
    let columns = parts[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard columns.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("--media \(text): a column's name is missing beside the colon.")
    }
    channel = MediaMixOptions.Channel(
      spend: String(columns[0]), exposure: columns.count > 1 ? String(columns[1]) : nil)
  }

  /// Reads a list of channels.
  ///
  /// - Throws: `ValidationError` if one cannot be read or two have one name.
  static func channels(_ texts: [String]) throws -> [String: MediaMixOptions.Channel] {
    var channels: [String: MediaMixOptions.Channel] = [:]
    for text in ListOption.split(texts) {
      let option = try MediaOption(text)
      guard channels.updateValue(option.channel, forKey: option.name) == nil else {
        throw ValidationError("--media names the channel \"\(option.name)\" twice.")
      }
    }
    return channels
  }
}
