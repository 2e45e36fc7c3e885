import Tables

/// The rows of a simulated touch log, as bytes of its file.
struct TouchLogText {
  /// What was written and not yet cleared.
  private(set) var bytes: [UInt8]
  private let names: [[UInt8]]

  init(_ names: [String]) {
    self.names = names.map { Array($0.utf8) }
    let columns = TouchSimulator.columns
    let header = [
      columns.user, columns.time, columns.channel, columns.conversion, columns.value,
      columns.consent,
    ].compactMap { $0 }
    bytes = Array((header.joined(separator: ",") + "\n").utf8)
  }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ user: SimulatedUser, _ purchases: [Bool]) {
    let id = Self.identifier(user.number)
    let consent = Array((user.hasConsent ? "granted" : "denied").utf8)
    for (touch, isPurchase) in zip(user.touches, purchases) {
      let start = bytes.count
      bytes += id
      bytes.append(Self.comma)
      addTime(touch.time)
      bytes.append(Self.comma)
      // A purchase never loses its channel: it could not be credited.
      if isPurchase || !touch.losesChannel { bytes += names[touch.channel] }
      bytes.append(Self.comma)
      bytes.append(isPurchase ? UInt8(ascii: "1") : UInt8(ascii: "0"))
      bytes.append(Self.comma)
      if isPurchase { addMoney(touch.cents) }
      bytes.append(Self.comma)
      bytes += consent
      bytes.append(UInt8(ascii: "\n"))
      if touch.isRepeated { bytes += bytes[start...] }
    }
  }

  private static let comma = UInt8(ascii: ",")
  private static let digits = Array("0123456789abcdef".utf8)

  /// Ten hexadecimal digits, different for every user: multiplying by an odd number permutes the
  /// remainders of a power of two.
  private static func identifier(_ number: Int) -> [UInt8] {
    let scrambled = UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15
    return [UInt8(ascii: "u")]
      + (0..<10).map { digits[Int(scrambled >> UInt64(36 - 4 * $0) & 15)] }
  }

  private mutating func addTime(_ time: Int) {
    let day = time >= 0 ? time / 86_400 : (time - 86_399) / 86_400
    let date = CivilDate(dayNumber: day).components
    let second = time - day * 86_400
    addNumber(date.year, width: 4)
    for (mark, value) in [
      ("-", date.month), ("-", date.day), ("T", second / 3600), (":", second / 60 % 60),
      (":", second % 60),
    ] as [(Unicode.Scalar, Int)] {
      bytes.append(UInt8(ascii: mark))
      addNumber(value, width: 2)
    }
    bytes.append(UInt8(ascii: "Z"))
  }

  private mutating func addMoney(_ cents: Int) {
    addNumber(cents / 100, width: 1)
    bytes.append(UInt8(ascii: "."))
    addNumber(cents % 100, width: 2)
  }

  private mutating func addNumber(_ number: Int, width: Int) {
    var power = 1
    var places = 1
    while places < width || number / power >= 10 {
      power *= 10
      places += 1
    }
    while power > 0 {
      bytes.append(Self.digits[number / power % 10])
      power /= 10
    }
  }
}
