public import Charts
public import Findings

/// A report: one self-contained HTML page that needs no network and runs no script.
public struct HTMLReport: Sendable {
  /// The heading of the page: the name of the project.
  public var title: String
  /// What kind of report it is.
  public var subtitle: Phrase?
  /// The language of the page.
  public var language: Language
  /// The facts; they are embedded in the page, and every number shown is one of them.
  public var document: FindingsDocument
  /// The figures that sections show.
  public var figures: [Figure]
  /// The parts of the page, in order.
  public var sections: [Section]
  /// The key numbers at the top.
  public var tiles: [Tile]
  /// What was asked: data, time, options.
  public var facts: [Fact]
  /// Where the numbers come from.
  public var provenance: Provenance
  /// The colours of the channels.
  public var palette: Palette
  /// Whether the run passed its gates; single numbers may be withheld all the same.
  public var isReleased: Bool

  /// Makes a report; colours follow the order in which the figures show the channels.
  ///
  /// - Parameter isReleased: whether the run passed its gates; if nil, it did where no number is
  ///   withheld.
  public init(
    title: String, subtitle: Phrase? = nil, language: Language, document: FindingsDocument,
    figures: [Figure], sections: [Section], tiles: [Tile] = [], facts: [Fact] = [],
    provenance: Provenance, palette: Palette? = nil, isReleased: Bool? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.language = language
    self.document = document
    self.figures = figures
    self.sections = sections
    self.tiles = tiles
    // What several methods state alike stands once.
    self.facts = facts.enumerated().filter { place, fact in
      !facts.prefix(place).contains(fact)
    }.map(\.element)
    self.provenance = provenance
    self.palette = palette ?? Palette(figures: figures)
    self.isReleased = isReleased ?? document.findings.allSatisfy { $0.status != .withheld }
  }

  /// A label and what it says: the header's list, further lines of the footer.
  public struct Fact: Codable, Sendable, Equatable {
    /// The label.
    public var label: Phrase
    /// What it says.
    public var value: Phrase

    /// Makes a fact.
    public init(_ label: Phrase, _ value: Phrase) {
      self.label = label
      self.value = value
    }
  }

  /// A key number, or a list of them, at the top of the page.
  public struct Tile: Codable, Sendable, Equatable {
    /// A named finding.
    public struct Entry: Codable, Sendable, Equatable {
      /// What the number is about: a channel.
      public var label: Phrase
      /// The finding that holds it.
      public var finding: FindingKey

      /// Makes an entry.
      public init(_ label: Phrase, _ finding: FindingKey) {
        self.label = label
        self.finding = finding
      }
    }

    /// What the numbers are.
    public var label: Phrase
    /// One finding shown large, or several as a list with their intervals drawn on one scale.
    public var entries: [Entry]
    /// How to read it, in small type.
    public var note: Phrase?

    /// A tile with one number.
    public init(_ label: Phrase, _ finding: FindingKey, note: Phrase? = nil) {
      self.init(label, entries: [Entry(label, finding)], note: note)
    }

    /// A tile with a list of numbers.
    public init(_ label: Phrase, entries: [Entry], note: Phrase? = nil) {
      self.label = label
      self.entries = entries
      self.note = note
    }
  }

  /// Where the numbers come from; the run's hash is the document's.
  public struct Provenance: Codable, Sendable, Equatable {
    /// A file that was read.
    public struct Input: Codable, Sendable, Equatable {
      /// Its name.
      public var name: String
      /// The SHA-256 of its contents, in hexadecimal digits.
      public var hash: String

      /// Makes an input.
      public init(name: String, hash: String) {
        self.name = name
        self.hash = hash
      }
    }

    /// The seed of all randomness.
    public var seed: UInt64?
    /// The version of the program.
    public var version: String
    /// The files that were read.
    public var inputs: [Input]
    /// Further lines: sampler settings, compute time.
    public var details: [Fact]

    /// Makes a provenance.
    public init(seed: UInt64?, version: String, inputs: [Input], details: [Fact] = []) {
      self.seed = seed
      self.version = version
      self.inputs = inputs
      self.details = details
    }
  }
}
