import Findings
import Foundation
import Knowledge
import Testing

@Suite("Scores of retrieval")
struct RankingScoresTests {
  @Test("known values of Hit@k, reciprocal rank and nDCG")
  func scores() {
    let one = RankingScores(["x", "b", "y", "a"], relevance: ["a": 3, "b": 1])
    #expect(one.hits == [1: false, 3: true, 5: true, 10: true] && one.reciprocalRank == 0.5)
    // (1 / log2 3 + 3 / log2 5) / (3 / log2 2 + 1 / log2 3)
    let gain = (1 / log2(3.0) + 3 / log2(5.0)) / (3 + 1 / log2(3.0))
    #expect(abs(one.gain - gain) < 1e-12)
    #expect(RankingScores(["a", "b"], relevance: ["a": 3, "b": 1]).gain == 1)
    let none = RankingScores([], relevance: ["a": 1])
    #expect(none.reciprocalRank == 0 && none.gain == 0 && none.hits[10] == false)
    let late = RankingScores((0..<20).map { "\($0)" }, relevance: ["15": 1])
    #expect(late.reciprocalRank == 0 && late.hits[10] == false)
  }

  @Test("a file of questions is asked in every way the store has")
  func evaluation() throws {
    let folder = try StoreFolder()
    let store = try folder.store(SubjectEncoder())
    try store.add([
      document("cats", "The kitten sleeps."), document("money", "A fee is due."),
      document("other", "Nothing."),
    ])
    try store.fillVectors()
    let path = try folder.write(
      "q.csv",
      Data(
        "question,document,relevance\nkitten,cats,1\ncost of it,money,2\ncost of it,gone,1\n".utf8))
    let file = try QuestionFile(path: path)
    #expect(file.questions.count == 2 && file.questions[1].relevance == ["money": 2, "gone": 1])
    let evaluation = try RetrievalEvaluation(store, file)
    #expect(evaluation.scores.map(\.method) == [.words, .meaning, .both])
    #expect(evaluation.scores.map { $0.hits[1] } == [0.5, 1, 1])
    #expect(evaluation.notices.first?.contains("gone") == true)
    let findings = evaluation.findings(.en)
    #expect(findings.count == 1 + 3 * 6)
    #expect(Set(findings.map(\.key)).count == findings.count)
  }

  @Test(
    "a file that asks nothing is refused, with the line",
    arguments: [
      ("question,answer\na,b\n", "question and document"), ("question,document\n,b\n", "line 2"),
      ("question,document,relevance\na,b,-1\n", "line 2"),
      ("question,document,relevance\na,b,0\n", "no question"),
    ])
  func refusals(text: String, hint: String) throws {
    let path = try StoreFolder().keeping { try $0.write("q.csv", Data(text.utf8)) }
    let error = #expect(throws: KnowledgeError.self) { try QuestionFile(path: path.value) }
    #expect(error?.description.contains(hint) == true)
  }
}
