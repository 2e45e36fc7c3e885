import Findings

/// What can be said about the findings of one method.
protocol Passage {
  /// The id and title of the passage's section.
  static var heading: (id: String, title: Phrase) { get }

  init(_ table: FindingTable, _ words: Wording)

  /// All there is to say, in any order.
  func messages() -> [Message]
}
