import Attribution
import Testing

@Suite("Keys of users") struct UserKeyTests {
  @Test("are SipHash-2-4 of 128 bits: its authors' vectors") func vectors() {
    // The key is the bytes 0 to 15, the text the bytes from 0 on.
    let (k0, k1): (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
    let expected: [(length: Int, low: UInt64, high: UInt64)] = [
      (0, 0xe6a8_25ba_047f_81a3, 0x9302_55c7_1472_f66d),
      (1, 0x44af_996b_d8c1_87da, 0x45fc_229b_1159_7634),
    ]
    for (length, low, high) in expected {
      let text = (0..<length).map { UInt8($0) }
      let key = text.withUnsafeBufferPointer { sipHash($0, k0, k1) }
      #expect(key.low == low && key.high == high, "\(length): \(key)")
    }
  }
}
