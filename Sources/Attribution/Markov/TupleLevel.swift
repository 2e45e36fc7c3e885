/// The distinct tuples of the last k channels along all paths, numbered in canonical order.
///
/// A tuple of order k is a tuple of order k - 1, one touch earlier, and a channel. So each level is
/// numbered from the one below by pairs of integers, and sorting the pairs sorts the tuples: those
/// that begin a path come first, shorter ones before longer ones.
struct TupleLevel {
  /// The longest tuple.
  let order: Int
  /// The tuple that ends at each touch, laid out as `PathList.touches`.
  let ids: [Int32]
  /// The tuple below that each tuple continues, counted from 1; 0 for the beginning of a path.
  let prefixes: [Int32]
  /// The last channel of each tuple.
  let channels: [UInt16]
  /// The channels in each tuple.
  let lengths: [UInt8]

  /// How many tuples there are.
  var count: Int { channels.count }

  /// Numbers the tuples one channel longer than those below; of one channel without any below.
  init(paths: PathList, below: TupleLevel?) {
    let width = max(paths.channels.count, 1)
    var keys = paths.touches.map { Int($0) }
    if let below {
      for path in 0..<paths.count {
        let (start, end) = (paths.offsets[path], paths.offsets[path + 1])
        for touch in start + 1..<max(end, start + 1) {
          keys[touch] += (Int(below.ids[touch - 1]) + 1) * width
        }
      }
    }
    let (ids, distinct) = Self.ranks(&keys, below: ((below?.count ?? 0) + 1) * width)
    order = (below?.order ?? 0) + 1
    self.ids = ids
    prefixes = distinct.map { Int32($0 / width) }
    channels = distinct.map { UInt16($0 % width) }
    let longest = order
    lengths = distinct.map { key in
      guard let below, key >= width else { return 1 }
      return UInt8(min(Int(below.lengths[key / width - 1]) + 1, longest))
    }
  }

  /// The rank of each key among the distinct keys, and those in order.
  ///
  /// A table of all keys below the bound is quickest; where it would be far larger than the list
  /// of keys, they are sorted instead.
  private static func ranks(_ keys: inout [Int], below bound: Int) -> ([Int32], [Int]) {
    if bound <= max(1 << 20, 4 * keys.count) {
      var table = [Int32](repeating: -1, count: bound)
      for key in keys { table[key] = 0 }
      var distinct: [Int] = []
      for key in 0..<bound where table[key] == 0 {
        table[key] = Int32(distinct.count)
        distinct.append(key)
      }
      return (keys.map { table[$0] }, distinct)
    }
    var distinct: [Int] = []
    for key in keys.sorted() where key != distinct.last { distinct.append(key) }
    return (keys.map { Int32(rank(of: $0, in: distinct)) }, distinct)
  }

  private static func rank(of key: Int, in distinct: [Int]) -> Int {
    var (low, high) = (0, distinct.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if distinct[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
