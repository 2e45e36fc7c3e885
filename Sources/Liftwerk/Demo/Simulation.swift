import Findings
public import Foundation
import MediaMix
import Runs

/// Data with known truth, ready to be asked about: `liftwerk simulate`, and what `liftwerk demo`
/// reads.
public struct Simulation: Sendable {
  /// The weekly export.
  public let export: Data
  /// What the data were made from, as JSON.
  public let truth: Data
  /// A project file that asks about the data, for an export beside it.
  public let projectText: String

  /// Makes data of a size from a seed.
  ///
  /// - Throws: `LiftwerkError` with code `usage` if a size is out of range.
  public init(
    regions: Int = 8, weeks: Int = 156, channels: Int = 8, seed: UInt64 = 1
  ) throws(LiftwerkError) {
    do {
      let output = try MediaMixSimulator(
        regions: regions, weeks: weeks, channels: channels, seed: seed
      ).run()
      export = Data(output.csv.utf8)
      truth = try StableJSON.encode(output.truth)
      projectText = output.project
    } catch let error as MediaMixError {
      throw LiftwerkError(.usage, error.description)
    } catch {
      throw LiftwerkError(error)
    }
  }

  /// Writes the three files into a new or empty folder.
  ///
  /// - Throws: `LiftwerkError` with code `cannotWrite` if the folder holds anything.
  public func write(to folder: String) throws(LiftwerkError) {
    do {
      let output = try RunFolder(.at(folder))
      do {
        try output.write(export, to: "weekly.csv")
        try output.write(truth, to: "truth.json")
        try output.write(projectText, to: ProjectFile.defaultName)
        try output.commit()
      } catch {
        output.discard()
        throw error
      }
    } catch {
      throw LiftwerkError(error)
    }
  }
}
