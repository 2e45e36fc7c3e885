/// A row of a touch log as it is kept: 32 bytes, without any identifier.
struct TouchEvent {
  /// The low half of the user's key.
  var key: UInt64
  /// Microseconds since 1970, or a place in the order.
  var time: Int
  /// What a conversion is worth, in millionths of money.
  var value: Int
  /// Further bits of the user's key; with the partition's, 105 in all.
  var keyHigh: UInt32
  /// The channel's number, and whether the row is a conversion.
  var tag: UInt32

  /// Stands for a row that names no channel.
  static let noChannel: UInt32 = 0x7FFF_FFFF
  static let conversionFlag: UInt32 = 0x8000_0000

  @inline(__always)
  var channel: UInt32 { tag & ~Self.conversionFlag }

  @inline(__always)
  var isConversion: Bool { tag & Self.conversionFlag != 0 }

  @inline(__always)
  func isSameUser(as other: TouchEvent) -> Bool { key == other.key && keyHigh == other.keyHigh }

  /// The order within a user: by time; at one time conversions come last, touches by channel, and
  /// what else differs by value.
  @inline(__always)
  static func precedes(_ left: TouchEvent, _ right: TouchEvent) -> Bool {
    if left.key != right.key { return left.key < right.key }
    if left.keyHigh != right.keyHigh { return left.keyHigh < right.keyHigh }
    if left.time != right.time { return left.time < right.time }
    // The flag is the highest bit, so that conversions follow.
    if left.tag != right.tag { return left.tag < right.tag }
    return left.value < right.value
  }
}
