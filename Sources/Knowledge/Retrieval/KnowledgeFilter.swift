/// Which documents are searched; what is nil or empty does not matter.
public struct KnowledgeFilter: Sendable, Equatable {
  /// The language; documents without one hold in every language.
  public var language: String?
  /// The region; documents without one hold everywhere.
  public var region: String?
  /// A document's name, or the folder of its name.
  public var source: String?
  /// Words that must all be among the document's tags.
  public var tags: [String]

  /// Makes a filter; without arguments, one that lets everything pass.
  public init(
    language: String? = nil, region: String? = nil, source: String? = nil, tags: [String] = []
  ) {
    self.language = language
    self.region = region
    self.source = source
    self.tags = tags
  }

  /// Whether a document passes.
  func admits(name: String, language: String?, region: String?, tags: [String]) -> Bool {
    func agrees(_ wanted: String?, _ found: String?) -> Bool {
      wanted == nil || found == nil || wanted?.lowercased() == found?.lowercased()
    }
    let isOfSource =
      source.map { name == $0 || name.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") } ?? true
    return isOfSource && agrees(self.language, language) && agrees(self.region, region)
      && self.tags.allSatisfy(tags.contains)
  }
}
