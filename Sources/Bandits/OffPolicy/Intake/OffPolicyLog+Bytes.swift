public import Foundation

extension OffPolicyLog {
  /// The log in canonical order as bytes, to be hashed: the same for any order of rows.
  public var canonicalBytes: Data {
    var bytes = Data()
    func add<Element>(_ values: [Element]) {
      withUnsafeBytes(of: UInt64(values.count).littleEndian) { bytes.append(contentsOf: $0) }
      values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    add(keys)
    add(actions)
    add(featureRows)
    add(clusterOfUnit)
    add(propensities)
    add(rewards)
    add(fold)
    add(counts)
    add(features)
    for name in featureNames { add(Array(name.utf8)) }
    return bytes
  }
}

extension CandidatePolicy {
  /// The policy as bytes, to be hashed: the same for any order of rows.
  public var canonicalBytes: Data {
    var bytes = Data()
    for text in keyColumns + keys.flatMap(\.self) + actions {
      bytes.append(contentsOf: text.utf8)
      bytes.append(0)
    }
    probabilities.withUnsafeBytes { bytes.append(contentsOf: $0) }
    return bytes
  }
}
