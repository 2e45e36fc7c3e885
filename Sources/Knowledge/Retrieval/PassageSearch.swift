import Findings
import GRDB

/// One search on one state of a store.
struct PassageSearch {
  private let database: Database
  private let catalogue: Catalogue
  private let cache: CatalogueCache
  /// Whether each document is searched.
  private let admitted: [Bool]

  /// How many passages each ranking hands to the fusion.
  private static let pool = 100
  /// How much relevance counts against difference from what was chosen.
  private static let trade = 0.85

  /// How many occurrences in chunks a search by words looks at before it leaves common words out.
  private static let budget = 10_000

  init(
    _ database: Database, _ catalogue: Catalogue, _ cache: CatalogueCache,
    _ filter: KnowledgeFilter, now: Double
  ) {
    self.database = database
    self.catalogue = catalogue
    self.cache = cache
    admitted = catalogue.documents.map { document in
      document.expires > now
        && filter.admits(
          name: document.name, language: document.language, region: document.region,
          tags: document.tags)
    }
  }

  /// The first chunks by BM25.
  ///
  /// A word that a large part of a large store has tells little and costs most: words are taken from the
  /// rarest on, until they occur in more chunks than the budget. A store of so few chunks that the
  /// words of a question do not reach it is ranked by all of them.
  func byWords(_ query: String) throws -> [Int64] {
    let words = try telling(WordQuery.words(query))
    guard !words.isEmpty else { return [] }
    let expression = WordQuery.quoted(words)
    // The index's own order by rank is a sort as well; the number makes ties the same everywhere.
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank, rowid"),
      arguments: [expression])
    var found: [Int64] = []
    while found.count < Self.pool, let row = try rows.next() {
      let chunk: Int64 = row[0]
      if let place = catalogue.places[chunk], admitted[catalogue.entries[place].document] {
        found.append(chunk)
      }
    }
    return found
  }

  /// The rarest words that together stay within the budget; one at least that occurs.
  private func telling(_ words: [String]) throws -> [String] {
    let counted = try words.map { word in
      (
        word: word,
        count: try cache.frequency(
          word, limit: Self.budget, change: catalogue.change, database)
      )
    }
    let known = counted.filter { $0.count > 0 }.sorted { ($0.count, $0.word) < ($1.count, $1.word) }
    var total = 0
    return known.enumerated().prefix { place, one in
      total += one.count
      return place == 0 || total <= Self.budget
    }.map(\.element.word)
  }

  /// The first chunks by inner product.
  func byMeaning(_ vector: [Float]) -> [Int64] {
    let products = catalogue.products(vector)
    var best = BestFew(Self.pool)
    for place in products.indices where admitted[catalogue.entries[place].document] {
      best.offer(products[place], place)
    }
    return best.sorted().map { catalogue.entries[$0].chunk }
  }

  /// Fuses two rankings, leaves one of each group of twins, and chooses those that differ.
  func choose(_ words: [Int64], _ meaning: [Int64], _ limit: Int) throws -> [Passage] {
    var seen: Set<Int64> = []
    var fused = RankFusion.fuse([words, meaning]).filter { chunk, _ in
      guard let place = catalogue.places[chunk] else { return false }
      return seen.insert(catalogue.entries[place].twin).inserted
    }
    fused = Array(fused.prefix(max(3 * limit, 30)))
    guard let top = fused.first?.score else { return [] }
    let sketches = try catalogue.vectorCount == 0 ? sketches(fused.map(\.thing)) : [:]
    let order = RankFusion.diversify(
      fused.map { $0.score / top }, trade: Self.trade, count: limit
    ) { left, right in
      let (left, right) = (fused[left].thing, fused[right].thing)
      if let likeness = catalogue.likeness(left, right) { return max(likeness, 0) }
      guard let one = sketches[left], let other = sketches[right] else { return 0 }
      return one.likeness(to: other)
    }
    return try order.compactMap { index in
      let (chunk, score) = fused[index]
      return try passage(
        chunk, score, words.firstIndex(of: chunk).map { $0 + 1 },
        meaning.firstIndex(of: chunk).map { $0 + 1 })
    }
  }

  private func sketches(_ chunks: [Int64]) throws -> [Int64: MinHash] {
    let statement = try database.cachedStatement(sql: "SELECT sketch FROM chunk WHERE id = ?")
    var sketches: [Int64: MinHash] = [:]
    for chunk in chunks {
      if let row = try Row.fetchOne(statement, arguments: [chunk]) {
        sketches[chunk] = MinHash(data: row[0])
      }
    }
    return sketches
  }

  private func passage(
    _ chunk: Int64, _ score: Double, _ wordRank: Int?, _ meaningRank: Int?
  ) throws -> Passage? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT name, title, number, first, last, heading, chunk.text, chunk.hash FROM chunk
          JOIN document ON document.id = chunk.document WHERE chunk.id = ?
          """), arguments: [chunk])
    guard let row else { return nil }
    return Passage(
      citation: Citation(
        document: row[0], chunk: row[2], from: row[3], to: row[4], hash: row[7]),
      title: row[1], heading: row[5], text: row[6], score: score, wordRank: wordRank,
      meaningRank: meaningRank)
  }
}

/// Keeps the places of the largest few of many numbers.
struct BestFew {
  private let count: Int
  /// The least first, as a heap; of equal numbers the later place counts as less.
  private var heap: [(number: Float, place: Int)] = []

  init(_ count: Int) { self.count = count }

  /// Takes a number if it is among the largest so far.
  mutating func offer(_ number: Float, _ place: Int) {
    if heap.count == count {
      // Places come in order, so an equal number is later than those kept.
      guard let least = heap.first, number > least.number else { return }
      heap[0] = (number, place)
      sink()
    } else {
      heap.append((number, place))
      rise()
    }
  }

  /// The places, the largest number first.
  func sorted() -> [Int] {
    heap.sorted { ($0.number, $1.place) > ($1.number, $0.place) }.map(\.place)
  }

  private func isLess(_ left: Int, _ right: Int) -> Bool {
    (heap[left].number, heap[right].place) < (heap[right].number, heap[left].place)
  }

  private mutating func rise() {
    var index = heap.count - 1
    while index > 0, isLess(index, (index - 1) / 2) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink() {
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count && isLess(child, least) {
        least = child
      }
      if least == index { return }
      heap.swapAt(index, least)
      index = least
    }
  }
}
