public import Interchange

extension MediaMixOptions {
  /// Finished experiments that the model learns from.
  public struct Experiments: Codable, Sendable, Equatable {
    /// How experiments enter the model.
    public enum Use: String, Codable, Sendable, CaseIterable {
      /// As observations: the lift that the model predicts for the test is compared with the one
      /// measured, so that shapes learn from it too.
      case likelihood
      /// As a prior on the ROI of the one channel that each test changed.
      case prior
    }

    /// Tests, or a file that lists them.
    public enum Entry: Sendable, Equatable {
      /// A YAML file of tests, relative to the project file.
      case file(String)
      /// A test.
      case test(LiftTest)
    }

    /// Tests and files of tests.
    ///
    /// Whoever reads files replaces these by their tests before the
    /// options reach a model.
    public var entries: [Entry]
    /// How they enter the model.
    public var use: Use

    /// Makes experiments of tests.
    public init(tests: [LiftTest], use: Use = .likelihood) {
      self.init(entries: tests.map { .test($0) }, use: use)
    }

    /// Makes experiments of files and tests.
    public init(entries: [Entry], use: Use = .likelihood) {
      self.entries = entries
      self.use = use
    }

    /// The tests that stand in the options themselves.
    public var tests: [LiftTest] {
      entries.compactMap { entry in
        if case .test(let test) = entry { test } else { nil }
      }
    }

    /// The files that are named, in order.
    public var files: [String] {
      entries.compactMap { entry in
        if case .file(let path) = entry { path } else { nil }
      }
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case tests, use }

    /// Reads the name of a file, a list of names and tests, or a mapping with either under `tests`;
    /// an unknown key is an error.
    public init(from decoder: any Decoder) throws {
      let isName = (try? decoder.singleValueContainer().decode(String.self)) != nil
      if isName || (try? decoder.unkeyedContainer()) != nil {
        entries = try EntryList(from: decoder).entries
        use = .likelihood
        return
      }
      try StrictDecoding.check(decoder, against: CodingKeys.self)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      entries = try container.decode(EntryList.self, forKey: .tests).entries
      use =
        container.contains(.use)
        ? try StrictDecoding.word(Use.self, forKey: .use, in: container) : .likelihood
    }

    /// Writes the mapping.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(entries, forKey: .tests)
      try container.encode(use, forKey: .use)
    }
  }
}

/// One name, or a list of names and tests.
private struct EntryList: Decodable {
  typealias Entry = MediaMixOptions.Experiments.Entry
  let entries: [Entry]

  init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      entries = [.file(name)]
    } else {
      entries = try decoder.singleValueContainer().decode([Entry].self)
    }
  }
}

extension MediaMixOptions.Experiments.Entry: Codable {
  /// Reads a text as a file and a mapping as a test.
  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      self = .file(name)
    } else {
      self = .test(try LiftTest(from: decoder))
    }
  }

  /// Writes the file's name or the test.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .file(let name):
      var container = encoder.singleValueContainer()
      try container.encode(name)
    case .test(let test): try test.encode(to: encoder)
    }
  }
}
