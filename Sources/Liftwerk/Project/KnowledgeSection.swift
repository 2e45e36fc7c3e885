import Interchange
public import Knowledge

/// Documents that reports may cite, and terms that they keep to: the `knowledge` section of the project
/// file.
///
/// ```yaml
/// knowledge:
///   documents: [docs, terms.csv]     # read by `knowledge add`
///   personal_data: refuse            # or mask
///   store: knowledge.sqlite
///   model: all-minilm-l6-v2          # of `models list`
///   questions: questions.csv         # asked by `knowledge evaluate`
/// ```
public struct KnowledgeSection: Codable, Sendable, Equatable {
  /// The name of the store's file if nothing else is said.
  public static let defaultStore = "knowledge.sqlite"

  /// The store's file.
  public var store: String
  /// The encoder of sentences; nil takes the only one there is.
  public var model: String?
  /// Files and folders to add.
  public var documents: [String]
  /// What is done about personal data.
  public var personalData: PersonalDataRule
  /// A CSV file of questions and the documents that answer them.
  public var questions: String?

  /// Makes a section.
  public init(
    store: String = KnowledgeSection.defaultStore, model: String? = nil, documents: [String] = [],
    personalData: PersonalDataRule = .refuse, questions: String? = nil
  ) {
    self.store = store
    self.model = model
    self.documents = documents
    self.personalData = personalData
    self.questions = questions
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case store, model, documents
    case personalData = "personal_data"
    case questions
  }

  /// Reads the section; an unknown key is an error.
  public init(from decoder: any Decoder) throws {
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    store = try container.decodeIfPresent(String.self, forKey: .store) ?? store
    model = try container.decodeIfPresent(String.self, forKey: .model)
    if let one = try? container.decode(String.self, forKey: .documents) {
      documents = [one]
    } else {
      documents = try container.decodeIfPresent([String].self, forKey: .documents) ?? []
    }
    if container.contains(.personalData) {
      personalData = try StrictDecoding.word(
        PersonalDataRule.self, forKey: .personalData, in: container)
    }
    questions = try container.decodeIfPresent(String.self, forKey: .questions)
  }
}
