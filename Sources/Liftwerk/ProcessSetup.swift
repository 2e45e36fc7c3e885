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
/// exceeded file-size limit an error that can be handled, and keeps what is said to servers on this machine
/// out of a proxy that the environment names.
public func prepareProcess() {
  useOneThread()
  signal(SIGXFSZ, SIG_IGN)
  let known = getenv("no_proxy") ?? getenv("NO_PROXY")
  let exempt = known.map { String(cString: $0) + "," } ?? ""
  setenv("no_proxy", exempt + "localhost,127.0.0.0/8,127.0.0.1,::1", 1)
}
