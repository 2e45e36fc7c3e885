import Foundation
import MediaMix

/// The contents of `state/media-mix.json` in a run folder: what the next fit starts from and is
/// compared with.
struct RecordedFit: Codable, Sendable, Equatable {
  /// The place in a run folder.
  static let path = "state/media-mix.json"
  /// The version of the format.
  static let currentSchema = "liftwerk.fit/1"

  /// The version of the format.
  var schema = currentSchema
  /// The hash of the data that the fit saw.
  var data: String
  /// Where the fit stood, and its returns.
  var fit: FitRecord
}
