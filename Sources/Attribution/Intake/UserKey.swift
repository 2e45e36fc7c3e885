import Crypto
import Foundation

/// What stands for a user while touches are grouped: a keyed 128-bit hash, never the identifier.
package struct UserKey: Equatable {
  package var high: UInt64
  package var low: UInt64
}

/// Turns identifiers into keys.
enum UserHasher: Sendable {
  /// SipHash-2-4 with 128 bits of output under a key that lives as long as the run: quick.
  case sip(UInt64, UInt64)
  /// HMAC-SHA-256, cut to 128 bits, under a key that the user gives: for a ledger, whose pseudonyms
  /// must be the same in every run.
  case hmac(SymmetricKey)

  /// A hasher whose key nobody knows.
  static func secret() -> UserHasher {
    let (first, second) = SymmetricKey(size: .bits128).withUnsafeBytes { bytes in
      (
        bytes.loadUnaligned(as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      )
    }
    return .sip(first, second)
  }

  /// The key of an identifier.
  @inline(__always)
  func key(_ identifier: UnsafeBufferPointer<UInt8>) -> UserKey {
    switch self {
    case .sip(let first, let second): return sipHash(identifier, first, second)
    case .hmac(let secret):
      var code = HMAC<SHA256>(key: secret)
      code.update(data: identifier)
      return code.finalize().withUnsafeBytes { bytes in
        UserKey(
          high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
          low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
      }
    }
  }
}

/// SipHash-2-4 with 128-bit output: Aumasson and Bernstein 2012, "SipHash: a fast short-input PRF".
@inline(__always)
package func sipHash(_ bytes: UnsafeBufferPointer<UInt8>, _ k0: UInt64, _ k1: UInt64) -> UserKey {
  var v0 = 0x736f_6d65_7073_6575 ^ k0
  var v1 = 0x646f_7261_6e64_6f6d ^ k1 ^ 0xee
  var v2 = 0x6c79_6765_6e65_7261 ^ k0
  var v3 = 0x7465_6462_7974_6573 ^ k1
  @inline(__always) func round() {
    v0 = v0 &+ v1
    v1 = (v1 << 13 | v1 >> 51) ^ v0
    v0 = v0 << 32 | v0 >> 32
    v2 = v2 &+ v3
    v3 = (v3 << 16 | v3 >> 48) ^ v2
    v0 = v0 &+ v3
    v3 = (v3 << 21 | v3 >> 43) ^ v0
    v2 = v2 &+ v1
    v1 = (v1 << 17 | v1 >> 47) ^ v2
    v2 = v2 << 32 | v2 >> 32
  }
  let raw = UnsafeRawBufferPointer(bytes)
  let whole = bytes.count & ~7
  var offset = 0
  while offset < whole {
    let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    v3 ^= word
    round()
    round()
    v0 ^= word
    offset += 8
  }
  var last = UInt64(truncatingIfNeeded: bytes.count) << 56
  var shift: UInt64 = 0
  while offset < bytes.count {
    last |= UInt64(bytes[offset]) << shift
    shift += 8
    offset += 1
  }
  v3 ^= last
  round()
  round()
  v0 ^= last
  v2 ^= 0xee
  for _ in 0..<4 { round() }
  let low = v0 ^ v1 ^ v2 ^ v3
  v1 ^= 0xdd
  for _ in 0..<4 { round() }
  return UserKey(high: v0 ^ v1 ^ v2 ^ v3, low: low)
}
