/// The sums by which numbers tell that they are what they seem.
package enum CheckDigits {
  /// Luhn's sum, ISO/IEC 7812-1: card numbers.
  package static func luhn(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place.isMultiple(of: 2) ? digit : 2 * digit
      sum += value > 9 ? value - 9 : value
    }
    return sum.isMultiple(of: 10)
  }

  /// ISO 7064 mod 97-10, as ISO 13616 uses it: IBANs, given as capital letters and digits.
  package static func iban(_ code: [UInt8]) -> Bool {
    guard code.count > 4 else { return false }
    var rest = 0
    for byte in code[4...] + code[..<4] {
      switch byte {
      case 48...57: rest = (rest * 10 + Int(byte) - 48) % 97
      case 65...90: rest = (rest * 100 + Int(byte) - 55) % 97
      default: return false
      }
    }
    return rest == 1
  }

  /// ISO 7064 mod 11,10 and the rule on repeated digits: the German tax number of persons.
  package static func germanTaxNumber(_ digits: [Int]) -> Bool {
    guard digits.count == 11, digits[0] != 0 else { return false }
    var counts = [Int](repeating: 0, count: 10)
    for digit in digits[..<10] { counts[digit] += 1 }
    // One digit comes twice or three times, no other more than once.
    guard counts.count(where: { $0 > 1 }) == 1, counts.allSatisfy({ $0 <= 3 }) else { return false }
    var product = 10
    for digit in digits[..<10] {
      let sum = (digit + product) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return (11 - product) % 10 == digits[10]
  }

  /// The German pension insurance number: area, day of birth, letter, series, check digit.
  ///
  /// - Parameters:
  ///   - digits: the eight digits before the letter and the three after it.
  ///   - letter: 1 for A to 26 for Z.
  package static func germanPensionNumber(_ digits: [Int], letter: Int) -> Bool {
    guard digits.count == 11, (1...26).contains(letter) else { return false }
    let day = digits[2] * 10 + digits[3]
    let month = digits[4] * 10 + digits[5]
    guard (1...31).contains(day), (1...12).contains(month) else { return false }
    let all = digits[..<8] + [letter / 10, letter % 10] + digits[8..<10]
    let sum = zip(all, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]).reduce(0) { sum, pair in
      let product = pair.0 * pair.1
      return sum + product / 10 + product % 10
    }
    return sum % 10 == digits[10]
  }

  /// The weights 7, 3, 1 of ICAO 9303: machine-readable identity documents.
  package static func identityDocument(_ code: [UInt8]) -> Bool {
    guard let last = code.last, (48...57).contains(last) else { return false }
    var sum = 0
    for (place, byte) in code.dropLast().enumerated() {
      let value = byte < 58 ? Int(byte) - 48 : Int(byte) - 55
      sum += value * [7, 3, 1][place % 3]
    }
    return sum % 10 == Int(last) - 48
  }

  /// The weights 3 and 1 of GS1: article numbers of 8, 12 or 13 digits.
  static func article(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      sum += place.isMultiple(of: 2) ? digit : 3 * digit
    }
    return sum.isMultiple(of: 10)
  }
}
