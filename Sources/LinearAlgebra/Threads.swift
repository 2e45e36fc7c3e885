import COpenBLAS

/// Keeps OpenBLAS on one thread, for the whole process; further calls cost nothing.
///
/// Parallelism belongs to chains, replicates and placebo fits, which run in task groups. A BLAS that
/// also spreads over the cores makes small calls several times slower, and sums whose order depends
/// on the number of threads would not be reproducible. A program calls this once at its start; the
/// factorisations and products of `Matrix` call it themselves.
public func useOneThread() {
  OneThread.isSet
}

private enum OneThread {
  /// A static property is initialised once, under the runtime's lock: the lazy, thread-safe call.
  static let isSet: Void = openblas_set_num_threads(1)
}

/// The name of the CPU kernel that OpenBLAS chose, such as `Haswell`.
///
/// Results are bit-identical only for the same kernel, so run manifests record it.
public func kernelName() -> String {
  guard let name = openblas_get_corename() else { return "unknown" }
  return String(cString: name)
}
