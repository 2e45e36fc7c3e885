import Findings

/// The findings that answer a question about measures and names.
struct FindingSelection {
  private let question: Question
  private let evidence: Evidence
  private let base: FactBase

  init(_ question: Question, _ evidence: Evidence, _ base: FactBase) {
    self.question = question
    self.evidence = evidence
    self.base = base
  }

  /// The measures that are asked for and that findings have; the usual ones if none is asked for.
  var measures: [Measure] {
    let there = base.facts.map(\.measure)
    func present(_ measures: [Measure]) -> [Measure] { measures.filter(there.contains) }
    if !question.measures.isEmpty { return present(question.measures) }
    let usual = QuestionWords.usual.flatMap { id in Lexicon.measures.filter { $0.id == id } }
    return present(usual)
  }

  /// The findings of a measure that the question is about: of the totals, or of the names it mentions.
  func findings(_ measure: Measure) -> [Finding] {
    let named = Dictionary(grouping: question.names.filter { $0.key != "model" }, by: \.key)
    let all = base.facts.filter { $0.measure == measure }.map(\.finding).filter { finding in
      isAbout(finding, named)
    }
    let fewest = all.map { extra($0, named, measure).count }.min() ?? 0
    guard fewest == 0 || !named.isEmpty || all.count == 1 else { return [] }
    return firstOfModels(all.filter { extra($0, named, measure).count == fewest })
  }

  /// The findings of a measure for every value of a key, and nothing else.
  func breakdown(_ measure: Measure, by key: String) -> [Finding] {
    let named = Dictionary(
      grouping: question.names.filter { $0.key != "model" && $0.key != key }, by: \.key)
    return firstOfModels(
      base.facts.filter { $0.measure == measure }.map(\.finding).filter { finding in
        finding.subject[key] != nil && isAbout(finding, named)
          && extra(finding, named, measure).subtracting([key]).isEmpty
      })
  }

  /// Whether a finding is about all that is named.
  private func isAbout(_ finding: Finding, _ named: [String: [Question.Name]]) -> Bool {
    if finding.subject["parameter"] != nil || finding.subject["week"] != nil { return false }
    for (key, names) in named {
      if let value = finding.subject[key] {
        guard names.contains(where: { $0.value == value }) else { return false }
      } else if key == "channel", finding.id.hasPrefix("geo.") {
        guard names.contains(where: { evidence.testedChannels.contains($0.value) }) else {
          return false
        }
      } else if !(key == "metric" && finding.subject["arm"] == nil) {
        // The same name may be a key of another method.
        guard named.count > 1, Self.isShared(names, by: named, finding) else { return false }
      }
    }
    return true
  }

  /// Whether another key of the finding has one of the names.
  private static func isShared(
    _ names: [Question.Name], by named: [String: [Question.Name]], _ finding: Finding
  ) -> Bool {
    names.contains { name in
      named.contains { key, others in
        finding.subject[key] == name.value && others.contains { $0.value == name.value }
      }
    }
  }

  /// The keys of a finding that nothing in the question asks for.
  private func extra(
    _ finding: Finding, _ named: [String: [Question.Name]], _ measure: Measure
  ) -> Set<String> {
    Set(finding.subject.keys).subtracting(named.keys).subtracting(["model", "game"])
      .subtracting(measure.metric != nil ? ["metric"] : [])
  }

  /// Of findings that differ by model or period alone, those of the models asked for, else the first with
  /// a number.
  private func firstOfModels(_ findings: [Finding]) -> [Finding] {
    let models = Set(question.names.filter { $0.key == "model" }.map(\.value))
    var chosen: [Finding] = []
    for finding in findings {
      if !models.isEmpty, let model = finding.subject["model"], !models.contains(model) { continue }
      let place = chosen.firstIndex { other in
        other.id == finding.id && Self.bare(other) == Self.bare(finding)
          && (models.isEmpty || other.subject["model"] == finding.subject["model"])
      }
      guard let place else {
        chosen.append(finding)
        continue
      }
      if chosen[place].value == nil && finding.value != nil { chosen[place] = finding }
    }
    return chosen
  }

  private static func bare(_ finding: Finding) -> [String: String] {
    finding.subject.filter { $0.key != "model" && $0.key != "game" }
  }
}
