/// Which channels stand for direct visits, those that no other channel led to.
package enum DirectChannel {
  /// What exports call direct visits, in lower case.
  static let names: Set<String> = [
    "direct", "(direct)", "(direct) / (none)", "(direct)/(none)", "direct / none", "direkt",
    "direktzugriff",
  ]

  /// The ranks of the channels that stand for direct visits.
  ///
  /// - Parameters:
  ///   - channels: the channels' names by rank.
  ///   - name: the direct channel's name as the user gave it; if nil, every channel that is called
  ///     like one, whatever the case of its letters.
  /// - Throws: `badOptions` if the named channel is none of these.
  package static func ranks(
    in channels: [String], named name: String?
  ) throws(AttributionError) -> Set<UInt16> {
    if let name {
      guard let rank = channels.firstIndex(of: name) else {
        throw .badOptions(
          "The direct channel “\(name)” is none of the data's channels; name it as the data do.")
      }
      return [UInt16(rank)]
    }
    return Set(
      channels.indices.filter { names.contains(channels[$0].lowercased()) }.map { UInt16($0) })
  }
}
