import ArgumentParser
import Liftwerk
import Runs

/// The command `liftwerk runs verify`.
struct RunsVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Hash a run's inputs, repeat the run, and compare.",
    usage: "liftwerk runs verify <folder> [<options>]",
    discussion: """
      On a machine of the same kind every number must agree exactly; elsewhere within Monte Carlo \
      error. A run that does not verify ends with exit code 3.

      EXAMPLES
        liftwerk runs verify runs/spring
        liftwerk runs verify runs/spring --threads 1
      """)

  @Argument(help: "A run folder.", completion: .directory)
  var folder: String

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() async throws {
    let display = ProgressDisplay(isQuiet: options.quiet)
    let verifier = try RunVerifier(
      path: folder, threads: options.threads ?? RunRequest.defaultThreads,
      progress: { display.show($0) })
    let verification: Verification
    do {
      verification = try await verifier.verify()
      display.finish()
    } catch {
      display.finish()
      throw error
    }
    if options.format == .json {
      try StandardOutput.write(try verifier.run.contents(of: "findings.json"))
    }
    guard verification.isVerified else {
      for problem in verification.problems { StandardError.write(problem) }
      throw ExitCode(LiftwerkError.Code.withheld.exitCode)
    }
    if options.format == .table {
      let manner = verification.isExact ? "exactly" : "within Monte Carlo error"
      try StandardOutput.write(
        "\(folder): verified; \(verification.compared) findings agree \(manner).\n")
    }
  }
}
