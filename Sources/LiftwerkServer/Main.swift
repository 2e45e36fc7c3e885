import ArgumentParser
import Foundation
import Liftwerk

/// Where the program begins and where every error ends: as a message and an exit code.
@main
enum Main {
  static func main() async {
    do {
      let command = try ServerCommand.parse()
      try await command.run()
    } catch let error where ServerCommand.exitCode(for: error) == .success {
      ServerCommand.exit(withError: error)
    } catch let error where ServerCommand.exitCode(for: error) == .validationFailure {
      say(ServerCommand.fullMessage(for: error))
      exit(LiftwerkError.Code.usage.exitCode)
    } catch {
      let failure = LiftwerkError(error)
      for message in failure.messages { say("liftwerk-server: \(message)") }
      exit(failure.code.exitCode)
    }
  }

  /// Writes a line to standard error.
  static func say(_ line: String) {
    // Nobody is left to tell if standard error itself fails.
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }
}
