import Glibc
import LinearAlgebra
import Runs

extension Manifest.Machine {
  /// The machine this process runs on.
  static var here: Manifest.Machine {
    .current(blasKernel: kernelName(), blasVersion: libraryVersion())
  }
}

/// What a program does before anything else: keeps linear algebra on one thread, and makes an
/// exceeded file-size limit an error that can be handled.
public func prepareProcess() {
  useOneThread()
  signal(SIGXFSZ, SIG_IGN)
}
