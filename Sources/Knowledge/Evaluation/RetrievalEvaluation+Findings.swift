public import Findings

extension RetrievalEvaluation {
  /// The findings.
  ///
  /// - `knowledge.questions`: how many were asked.
  /// - `knowledge.hit_rate` (model: bm25, dense or hybrid; metric: hit@1, hit@3, hit@5, hit@10).
  /// - `knowledge.mrr` and `knowledge.ndcg` (model): of the first ten documents.
  public func findings(_ language: Language) -> [Finding] {
    let style = NumberStyle(language)
    let isGerman = language == .de
    var findings = [
      Finding(
        id: "knowledge.questions", value: Double(questions), unit: Unit("questions"),
        grade: .descriptive,
        text: isGerman ? "\(questions) Fragen wurden gestellt" : "\(questions) questions were asked"
      )
    ]
    for one in scores {
      let name = one.method.rawValue
      for depth in RankingScores.depths {
        let share = one.hits[depth] ?? 0
        findings.append(
          Finding(
            id: "knowledge.hit_rate", subject: ["model": name, "metric": "hit@\(depth)"],
            value: share, unit: .one, grade: .descriptive,
            text: isGerman
              ? "\(name): \(style.number(share, decimals: 3)) der Fragen haben ihre Antwort unter den "
                + "ersten \(depth)"
              : "\(name): \(style.number(share, decimals: 3)) of the questions have their answer among "
                + "the first \(depth)"))
      }
      for (id, value, text) in [
        (
          "knowledge.mrr", one.reciprocalRank,
          isGerman ? "mittlerer Kehrwert des Rangs" : "mean reciprocal rank"
        ),
        ("knowledge.ndcg", one.gain, isGerman ? "nDCG der ersten zehn" : "nDCG of the first ten"),
      ] {
        findings.append(
          Finding(
            id: id, subject: ["model": name], value: value, unit: .one, grade: .descriptive,
            text: "\(name): \(text) \(style.number(value, decimals: 3))"))
      }
    }
    return findings
  }

  /// The section of the report: a table with a row for each way.
  public func sections() -> [Section] {
    func key(_ id: String, _ one: Scores, _ depth: Int? = nil) -> Grid.Cell {
      var subject = ["model": one.method.rawValue]
      if let depth { subject["metric"] = "hit@\(depth)" }
      return .value(FindingKey(id: id, subject: subject))
    }
    let grid = Grid(
      id: "knowledge-scores", title: Phrase(en: "Retrieval", de: "Auffinden"),
      columns: [Phrase(en: "Method", de: "Verfahren")]
        + RankingScores.depths.map { Phrase("Hit@\($0)") } + [Phrase("MRR"), Phrase("nDCG@10")],
      rows: scores.map { one in
        [.text(Phrase(one.method.rawValue))]
          + RankingScores.depths.map { key("knowledge.hit_rate", one, $0) }
          + [key("knowledge.mrr", one), key("knowledge.ndcg", one)]
      })
    let notes = notices.map { Section.Block.note(.init(.warning, Phrase($0))) }
    return [
      Section(
        id: "knowledge",
        title: Phrase(
          en: "How well questions are answered", de: "Wie gut Fragen beantwortet werden"),
        blocks: [.table(grid)] + notes)
    ]
  }
}
