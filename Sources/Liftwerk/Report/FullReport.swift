import Charts
public import Findings
import Foundation
public import Narrative
import Reports
import Runs

/// A report of everything that finished runs found: a summary of all methods, what each says, how it was
/// computed, and where the numbers come from.
///
/// The same runs and options give the same bytes.
public struct FullReport: Sendable {
  /// Why it was written, for whom, how long.
  public var options: NarrativeOptions
  /// The heading.
  public var title: String
  let sources: ReportSources
  let policy: ReportPolicy?

  /// Prepares a report.
  ///
  /// - Parameters:
  ///   - sources: the finished runs.
  ///   - title: the heading.
  ///   - options: the language of the report, for whom it is, and how long it may be.
  ///   - policy: rules and terms that it keeps; nil if there are none.
  public init(
    _ sources: ReportSources, title: String, options: NarrativeOptions,
    policy: ReportPolicy? = nil
  ) {
    var sources = sources
    if let policy {
      sources.materials = policy.withholding(sources.materials, options.language)
    }
    self.sources = sources
    self.policy = policy
    self.title = title
    self.options = options
    self.options.testedChannels = sources.materials.flatMap(\.testedChannels)
  }

  /// A report that is composed and verified.
  public struct Composition: Sendable {
    /// The facts of all runs.
    public let document: FindingsDocument
    /// What every sentence of it rests on: the contents of `claims.json`.
    public let verification: ReportVerification
    /// What language models did; nil if none was asked.
    public let rewrites: ReportRewrites?
    let report: HTMLReport

    /// The page.
    ///
    /// - Throws: `LiftwerkError` if a section is broken, which is a fault of the program.
    public func html() throws(LiftwerkError) -> String {
      do { return try report.html() } catch { throw LiftwerkError(error) }
    }

    /// The report as Markdown: its prose, remarks, and the tables all of whose numbers are findings.
    ///
    /// - Throws: `LiftwerkError` if a section is broken, which is a fault of the program.
    public func markdown() throws(LiftwerkError) -> String {
      do { return try report.markdown() } catch { throw LiftwerkError(error) }
    }
  }

  /// Writes the prose, verifies it, and puts everything in order.
  ///
  /// - Parameter rewriting: lets language models reword the prose; nil asks none.
  public func composed(rewriting: ReportRewriting? = nil) async -> Composition {
    let document = document
    let prose = await RunProse(document, options, rewriting: rewriting, policy: policy)
    let colors = Palette(figures: sources.materials.flatMap(\.figures))
    var figures: [Figure] = []
    var sections: [Section] = []
    var written = prose.sections
    take(&written, into: &sections) { $0.id == "summary" || $0.id == "prose-evidence" }
    var names: Set<String> = []
    for (place, material) in sources.materials.enumerated() {
      let own = material.proseID
      take(&written, into: &sections) { $0.id == own }
      let part = renamed(material, place, &names)
      sections += part.sections
      figures += part.figures
    }
    sections += written
    sections += prose.policySections
    if let unused = unusedSection { sections.append(unused) }
    if let rewritten = prose.rewrites?.section { sections.append(rewritten) }
    sections += methodSections
    return Composition(
      document: document, verification: prose.verification, rewrites: prose.rewrites,
      report: HTMLReport(
        title: title, subtitle: subtitle, language: options.language, document: document,
        figures: figures, sections: sections, tiles: sources.materials.flatMap(tiles),
        facts: sources.materials.flatMap(\.part.facts), provenance: provenance, palette: colors,
        isReleased: sources.materials.allSatisfy { $0.run.isForced || $0.part.reasons.isEmpty }))
  }

  /// The key numbers of a method: one number and one list, but all where the report is full.
  private func tiles(_ material: ReportMaterial) -> [HTMLReport.Tile] {
    let tiles = material.part.tiles
    if options.length == .full { return tiles }
    let first = [
      tiles.first { $0.entries.count == 1 }, tiles.first { $0.entries.count > 1 },
    ]
    return first.compactMap { $0 }
  }

  private func take(
    _ from: inout [Section], into sections: inout [Section], where isWanted: (Section) -> Bool
  ) {
    sections += from.filter(isWanted)
    from.removeAll(where: isWanted)
  }

  /// The facts of all runs; where two state the same, the first method's count.
  private var document: FindingsDocument {
    var seen: Set<FindingKey> = []
    let findings = sources.materials.flatMap(\.findings).filter { seen.insert($0.key).inserted }
    var runs: [String] = []
    for hash in sources.materials.map(\.run.hash) where !runs.contains(hash) { runs.append(hash) }
    let run =
      runs.count == 1 ? runs[0] : ContentHash.hex(Data(runs.joined(separator: "\n").utf8))
    return FindingsDocument(run: run, findings: findings)
  }

  /// The sections that the length allows, under names that no other method uses.
  private func renamed(
    _ material: ReportMaterial, _ place: Int, _ names: inout Set<String>
  ) -> (sections: [Section], figures: [Figure]) {
    let mark = "m\(place + 1)-"
    var sections = material.sections.filter { shows($0, of: material) }
    let figureNames = Set(material.figures.map(\.id))
    let taken = names.intersection(figureNames)
    names.formUnion(figureNames)
    func name(_ id: String) -> String { taken.contains(id) ? mark + id : id }
    for index in sections.indices {
      sections[index].id = mark + sections[index].id
      sections[index].blocks = sections[index].blocks.map { block in
        switch block {
        case .figure(let id): return .figure(name(id))
        case .table(var grid):
          grid.id = mark + grid.id
          return .table(grid)
        default: return block
        }
      }
    }
    let figures = material.figures.map { figure in
      var figure = figure
      figure.id = name(figure.id)
      return figure
    }
    return (sections, figures)
  }

  /// Whether the length leaves room for a section: at standard length for the results of a method.
  private func shows(_ section: Section, of material: ReportMaterial) -> Bool {
    switch options.length {
    case .short: false
    case .full: true
    case .standard:
      Self.results.contains(section.id) || section.id == material.sections.first?.id
    }
  }

  /// The sections that tell results, not how sure a method is of its own ground.
  private static let results: Set<String> = [
    "contribution", "return", "response", "health", "attribution-credit", "attribution-models",
    "attribution-calibration", "geo-effect", "experiment-decision",
  ]
}

extension ReportMaterial {
  /// The id of the section of prose that speaks of the method.
  fileprivate var proseID: String {
    switch part.method {
    case "media_mix", "media_mix_comparison", "media_mix_forecast": "prose-media-mix"
    case "attribution", "attribution_comparison": "prose-attribution"
    case "geo", "geo_design": "prose-geo"
    case "budget", "next_experiment": "prose-budget"
    case let name where name.hasPrefix("experiment"): "prose-experiment"
    default: "prose-bandit"
    }
  }
}
