import Foundation
import Runs
import Testing

@Suite("The hash of a run")
struct RunIdentityTests {
  let identity = RunIdentity(
    version: "0.1.0", options: .object(["seed": .integer(1)]), data: ["media_mix": "aa"])

  @Test("is 64 hexadecimal digits and depends on version, options and data")
  func parts() throws {
    let hash = try identity.hash()
    #expect(hash.count == 64 && hash.allSatisfy(\.isHexDigit))
    var version = identity
    version.version = "0.1.1"
    var options = identity
    options.options = .object(["seed": .integer(2)])
    var data = identity
    data.data = ["media_mix": "ab"]
    let hashes = try Set([hash, version.hash(), options.hash(), data.hash()])
    #expect(hashes.count == 4)
  }

  @Test("of contents is SHA-256")
  func known() {
    // The example of FIPS 180-4 for "abc".
    #expect(
      ContentHash.hex(Data("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
