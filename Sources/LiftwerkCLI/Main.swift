import ArgumentParser
import Foundation
import Liftwerk
import Runs

/// Where the program begins and where every error ends: as a message and an exit code.
@main
enum Main {
  static func main() async {
    prepareProcess()
    do {
      try await interruption.run { try await execute() }
    } catch {
      exit(report(error))
    }
  }

  /// Told of the run folder being filled, and told by Ctrl-C.
  static let interruption = Interruption()

  private static func execute() async throws {
    var command = try LiftwerkCommand.parseAsRoot()
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
  }

  /// Says what went wrong, where it belongs, and returns the exit code.
  private static func report(_ error: any Error) -> Int32 {
    if let code = error as? ExitCode { return code.rawValue }
    if isFromParser(error) { return reportParser(error) }
    let failure = LiftwerkError(error)
    for message in failure.messages { StandardError.write("liftwerk: \(message)") }
    return failure.code.exitCode
  }

  private static func isFromParser(_ error: any Error) -> Bool {
    let code = LiftwerkCommand.exitCode(for: error)
    return code == .success || code == .validationFailure
  }

  /// Help goes to standard output, a usage error to standard error.
  private static func reportParser(_ error: any Error) -> Int32 {
    let text = LiftwerkCommand.fullMessage(for: error)
    guard LiftwerkCommand.exitCode(for: error) == .success else {
      StandardError.write(text)
      return LiftwerkError.Code.usage.exitCode
    }
    do {
      try StandardOutput.write(text.hasSuffix("\n") || text.isEmpty ? text : text + "\n")
      return 0
    } catch {
      StandardError.write("liftwerk: \(error)")
      return LiftwerkError.Code.inputOutput.exitCode
    }
  }
}
