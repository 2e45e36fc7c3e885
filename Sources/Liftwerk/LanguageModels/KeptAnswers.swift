import Foundation
import LanguageModels
import Runs

/// Answers of language models, kept between reports beside the fits.
struct KeptAnswers: AnswerStore {
  /// The most bytes that are kept: 64 MiB.
  private static let capacity = 64 << 20
  private let contents: ContentCache

  /// Keeps answers beside a folder of fits.
  init(besides fits: String) {
    contents = ContentCache(folder: "\(fits)-answers", capacity: Self.capacity)
  }

  func load(_ hash: String) -> Data? { contents.load(hash) }

  func save(_ bytes: Data, _ hash: String) {
    // An answer that cannot be kept is asked for again.
    _ = contents.save(bytes, hash)
  }
}
