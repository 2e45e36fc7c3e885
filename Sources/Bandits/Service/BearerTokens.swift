import Crypto
import Foundation

/// The secrets that open a server, kept as hashes and compared in constant time.
public struct BearerTokens: Sendable {
  private let digests: [SHA256.Digest]

  /// The fewest characters of a secret: what cannot be guessed over a network.
  public static let shortest = 16

  /// Takes secrets, one a line; blank lines do not count.
  ///
  /// - Throws: `BanditError.badOptions` where there is none, or one is too short or holds white space.
  public init(lines: String) throws(BanditError) {
    let tokens = lines.split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    guard !tokens.isEmpty else {
      throw .badOptions("There is no token. Make one, for example by: openssl rand -hex 32")
    }
    for token in tokens {
      guard token.utf8.count >= Self.shortest, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
      else {
        throw .badOptions(
          "A token is shorter than \(Self.shortest) characters, or holds others than visible ASCII."
        )
      }
    }
    digests = tokens.map { SHA256.hash(data: Data($0.utf8)) }
  }

  /// How many secrets there are.
  public var count: Int { digests.count }

  /// Which secret an `Authorization` header names; nil if it is none.
  ///
  /// Hashes are compared, all of them and each to its end, so that the time taken tells nothing.
  public func owner(ofHeader header: String?) -> Int? {
    guard let header, header.prefix(7).lowercased() == "bearer " else { return nil }
    let token = header.dropFirst(7)
    let digest = SHA256.hash(data: Data(token.utf8))
    var found: Int?
    for (number, known) in digests.enumerated() where known == digest { found = number }
    return found
  }
}
