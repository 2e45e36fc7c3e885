public import Interchange

/// A YAML file of finished experiments, which a project names under `media_mix.experiments`: a list of
/// lift tests, or a mapping with such a list under `experiments`.
public struct ExperimentsFile: Sendable, Equatable {
  /// The name such a file has if nothing else is said.
  public static let defaultName = "experiments.yaml"

  /// The tests, in the order of the file.
  public let tests: [LiftTest]

  /// Reads a file's text; one without a value holds no tests.
  ///
  /// - Parameter path: the file, for messages.
  /// - Throws: `LiftwerkError` with code `badProject`, line, key path and remedy.
  public init(text: String, path: String) throws(LiftwerkError) {
    let list: TestList? = try ProjectFile.decode(text, path: path)
    tests = list?.tests ?? []
  }
}

/// The two forms of the file.
private struct TestList: Decodable {
  let tests: [LiftTest]

  private enum CodingKeys: String, CodingKey, CaseIterable { case experiments }

  init(from decoder: any Decoder) throws {
    if (try? decoder.unkeyedContainer()) != nil {
      tests = try decoder.singleValueContainer().decode([LiftTest].self)
      return
    }
    guard (try? decoder.container(keyedBy: CodingKeys.self)) != nil else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "a list of tests is needed here, each beginning with \"- name:\""))
    }
    try StrictDecoding.check(decoder, against: CodingKeys.self)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    tests = try container.decodeIfPresent([LiftTest].self, forKey: .experiments) ?? []
  }
}
