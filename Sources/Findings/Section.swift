/// A part of a report: a title and what stands below it, in order.
public struct Section: Codable, Sendable, Equatable {
  /// One thing in a section.
  public enum Block: Codable, Sendable, Equatable {
    /// A figure of the run, by id; figures next to each other may stand side by side.
    case figure(String)
    /// A table.
    case table(Grid)
    /// A remark in plain words: an assumption, a warning, a remedy.
    case note(Note)
    /// Prose whose every number is one of a finding.
    case prose(Paragraph)
  }

  /// A remark in plain words.
  public struct Note: Codable, Sendable, Equatable {
    /// How much attention the remark asks for.
    public enum Tone: String, Codable, Sendable {
      case information, warning, withheld
    }

    /// How much attention the remark asks for.
    public var tone: Tone
    /// The remark.
    public var text: Phrase

    /// Makes a remark.
    public init(_ tone: Tone = .information, _ text: Phrase) {
      self.tone = tone
      self.text = text
    }
  }

  /// Unique within a report, fit for an anchor.
  public var id: String
  /// The heading.
  public var title: Phrase
  /// What stands below it.
  public var blocks: [Block]

  /// Makes a section.
  public init(id: String, title: Phrase, blocks: [Block]) {
    self.id = id
    self.title = title
    self.blocks = blocks
  }
}

/// A table in a report; a cell that shows a finding names it, so that it can be verified.
public struct Grid: Codable, Sendable, Equatable {
  /// A cell.
  public enum Cell: Codable, Sendable, Equatable {
    /// A text.
    case text(Phrase)
    /// The value of a finding of the run.
    case value(FindingKey)
    /// The median of a finding of the run.
    case median(FindingKey)
    /// The interval of a finding of the run.
    case interval(FindingKey)
    /// A plain number of the data, not a finding.
    case number(Double, Unit)
  }

  /// Unique within a run, fit for a file name.
  public var id: String
  /// The heading above the table.
  public var title: Phrase
  /// The column headings.
  public var columns: [Phrase]
  /// The rows, each with as many cells as there are columns; the first cell heads its row.
  public var rows: [[Cell]]

  /// Makes a table.
  public init(id: String, title: Phrase, columns: [Phrase], rows: [[Cell]]) {
    self.id = id
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}
