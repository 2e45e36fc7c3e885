import Findings
import Foundation

/// What a run's hash is made of: the data as the method sees them, the options, and the version.
///
/// Places, times and the number of threads are left out: they cannot change a number. The data
/// enter as they are after validation, in canonical order, so that the same facts in another order
/// of rows or columns are the same run; `manifest.json` has the hashes of the files themselves.
public struct RunIdentity: Codable, Sendable, Equatable {
  /// The version of Liftwerk.
  public var version: String
  /// The options that can change a number.
  public var options: JSONValue
  /// The hash of the validated data, by the name of the method that reads them.
  public var data: [String: String]

  /// Makes an identity.
  public init(version: String, options: JSONValue, data: [String: String]) {
    self.version = version
    self.options = options
    self.data = data
  }

  /// The hash of the run, 64 hexadecimal digits.
  ///
  /// - Throws: `EncodingError` if an option is a number that is not finite.
  public func hash() throws -> String { ContentHash.hex(try StableJSON.encode(self)) }
}
