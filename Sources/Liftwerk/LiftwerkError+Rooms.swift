import Attribution
import Bandits
import Budget
import Experiments
import Foundation
import GeoLift
import Knowledge
import LanguageModels
import MediaMix
import Narrative
import Runs
import Tables
import Warehouse

extension LiftwerkError {
  /// The umbrella error for any room's error.
  public init(_ error: any Error) {
    switch error {
    case let error as LiftwerkError: self = error
    case let error as RunError: self.init(error)
    case let error as TableError: self.init(error)
    case let error as MediaMixError: self.init(error)
    case let error as AttributionError: self.init(error)
    case let error as WarehouseError: self.init(error)
    case let error as GeoLiftError: self.init(error)
    case let error as NarrativeError: self.init(error)
    case let error as ExperimentError: self.init(error)
    case let error as BanditError: self.init(error)
    case let error as BudgetError: self.init(error)
    case let error as KnowledgeError: self.init(error)
    case let error as LanguageModelError: self.init(error)
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
    let code: Code =
      error.isMissingInput
      ? .inputMissing : error.code == .cannotSpill ? .inputOutput : .dataRefused
    self.init(code, error.description)
  }

  private init(_ error: WarehouseError) {
    let code: Code =
      switch error.code {
      case .badSource: .usage
      case .driverMissing: .inputMissing
      case .driverRefused: .notPermitted
      case .unreachable: .unreachable
      case .queryRefused, .wrongAnswer: .dataRefused
      }
    self.init(code, error.description)
  }

  private init(_ error: NarrativeError) {
    switch error {
    case .unreadable(let text): self.init(.dataRefused, text)
    case .badOptions(let text): self.init(.badProject, text)
    }
  }

  private init(_ error: GeoLiftError) {
    switch error {
    case .badPanel(let text), .badTest(let text), .tooLittle(let text):
      self.init(.dataRefused, text)
    case .badOptions(let text): self.init(.badProject, text)
    }
  }

  private init(_ error: ExperimentError) {
    switch error {
    case .badOptions(let text): self.init(.badProject, text)
    case .refused(let text): self.init(.dataRefused, text)
    }
  }

  private init(_ error: BanditError) {
    switch error {
    case .badOptions(let text): self.init(.badProject, text)
    case .badData(let text), .unknownDecision(let text), .conflict(let text):
      self.init(.dataRefused, text)
    case .ledger(let text): self.init(.inputOutput, text)
    case .locked(let text): self.init(.locked, text)
    }
  }

  private init(_ error: KnowledgeError) {
    switch error {
    case .missing(let text): self.init(.inputMissing, text)
    case .refused(let texts): self.init(.dataRefused, messages: texts)
    case .unavailable(let text): self.init(.unreachable, text)
    case .store(let text): self.init(.inputOutput, text)
    case .locked(let text): self.init(.locked, text)
    }
  }

  private init(_ error: LanguageModelError) {
    switch error {
    case .badOptions(let text): self.init(.badProject, text)
    case .unreachable(let text): self.init(.unreachable, text)
    case .badModel(let text): self.init(.dataRefused, text)
    }
  }

  private init(_ error: BudgetError) {
    func lines(_ text: String) -> [String] {
      text.split(separator: "\n").map(String.init)
    }
    switch error {
    case .badOptions(let text): self.init(.badProject, messages: lines(text))
    case .badPlans(let text), .infeasible(let text):
      self.init(.dataRefused, messages: lines(text))
    }
  }

  private init(_ error: AttributionError) {
    switch error {
    case .badOptions(let text): self.init(.badProject, text)
    case .refused(let text): self.init(.dataRefused, text)
    case .cannotWrite(let text): self.init(.inputOutput, text)
    }
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
