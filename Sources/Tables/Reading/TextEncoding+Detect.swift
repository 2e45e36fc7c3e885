extension TextEncoding {
  /// The encoding that a file's first bytes show, and how long its byte order mark is.
  ///
  /// Without a mark, UTF-16 shows by its NULs: text of mostly Latin letters has one in every pair,
  /// always on the same side.
  static func detect(_ head: ByteSlice) -> (encoding: TextEncoding, markLength: Int)? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    let pairs = min(head.count, 4096) / 2
    guard pairs > 0 else { return nil }
    var even = 0
    var odd = 0
    for pair in 0..<pairs {
      if head[2 * pair] == 0 { even += 1 }
      if head[2 * pair + 1] == 0 { odd += 1 }
    }
    if odd * 5 >= pairs * 3, even * 10 <= pairs { return (.utf16LittleEndian, 0) }
    if even * 5 >= pairs * 3, odd * 10 <= pairs { return (.utf16BigEndian, 0) }
    return nil
  }

  /// What a file is that is no text table at all, by its first bytes.
  static func foreignFormat(_ head: ByteSlice) -> String? {
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "an Excel workbook or a zip archive" }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "an old Excel workbook" }
    // Files are unpacked before this; what is left is packed twice, or in memory.
    if head.starts(with: [0x1F, 0x8B]) { return "compressed with gzip" }
    if head.starts(with: [0x50, 0x41, 0x52, 0x31]) { return "a Parquet file" }
    if head.starts(with: [0xFF, 0xFE, 0x00, 0x00]) { return "UTF-32 text" }
    return nil
  }
}
