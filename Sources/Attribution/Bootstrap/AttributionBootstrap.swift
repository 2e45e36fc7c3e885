import Resampling

/// The bootstrap over users: the credits of every model for the same replicates.
enum AttributionBootstrap {
  /// Credits by model, one list of replicates each.
  ///
  /// - Throws: `AttributionError`; `CancellationError` when the task is cancelled.
  static func run(
    _ data: AttributionData, models: [any CreditModel], options: AttributionOptions, threads: Int
  ) async throws -> [CreditReplicates] {
    let counter = try ReplicateCounter(data)
    let models = try models.map { try $0.forReplicates(of: data.counts) }
    let bootstrap = PoissonBootstrap(replicates: options.bootstrap, seed: options.seed)
    let replicates = try await bootstrap.map(threads: threads) { weights in
      let counts = counter.count(&weights)
      return try models.map { model in
        try Task.checkCancellation()
        var credit = try model.credit(counts)
        // Nothing is shown of it, and it is long.
        credit.byPlace = nil
        return credit
      }
    }
    return models.indices.map { model in CreditReplicates(replicates.map { $0[model] }) }
  }
}
