import Foundation
import MediaMix
import Runs
import Tables

extension LiftwerkError {
  /// The umbrella error for any room's error.
  public init(_ error: any Error) {
    switch error {
    case let error as LiftwerkError: self = error
    case let error as RunError: self.init(error)
    case let error as TableError: self.init(error)
    case let error as MediaMixError: self.init(error)
    case is CancellationError: self.init(.interrupted, "Interrupted; nothing was written.")
    default: self.init(.internalFault, "This is a fault of liftwerk itself: \(error)")
    }
  }

  private init(_ error: RunError) {
    let code: Code =
      switch error.kind {
      case .cannotWrite: .cannotWrite
      case .inputOutput: .inputOutput
      case .missing: .inputMissing
      case .malformed: .dataRefused
      }
    self.init(code, error.description)
  }

  private init(_ error: TableError) {
    self.init(error.isMissingInput ? .inputMissing : .dataRefused, error.description)
  }

  private init(_ error: MediaMixError) {
    switch error {
    case .refused(let problems):
      self.init(.dataRefused, messages: problems.map(\.description))
    case .sampling(let message):
      self.init(.dataRefused, message)
    }
  }
}
