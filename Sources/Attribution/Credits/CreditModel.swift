/// A model prepared for the paths of the data: it turns counts of these paths into credits.
///
/// It is asked once for the full sample and once for each replicate, from several threads.
package protocol CreditModel: Sendable {
  /// Credits for counts of the paths the model was prepared for.
  ///
  /// - Throws: `AttributionError`; never for counts that merely leave nothing to credit, which give
  ///   zeros, or a refusal.
  func credit(_ counts: PathCounts) throws(AttributionError) -> Credit

  /// The model that credits replicates of the full sample: itself, unless less work is as good there.
  func forReplicates(of full: PathCounts) throws(AttributionError) -> any CreditModel
}

extension CreditModel {
  /// The model itself.
  package func forReplicates(of full: PathCounts) throws(AttributionError) -> any CreditModel {
    self
  }
}
