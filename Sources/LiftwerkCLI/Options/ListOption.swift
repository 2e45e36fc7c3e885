/// Values of an option that may be repeated or take a list: `--controls price,weather`.
enum ListOption {
  /// Splits at commas, but not before a blank: "Dallas, TX" is one value.
  static func split(_ values: [String]) -> [String] {
    values.flatMap { value in
      var parts: [String] = []
      var part = ""
      var rest = value[...]
      while let character = rest.popFirst() {
        if character == ",", rest.first != " ", rest.first != nil, !part.isEmpty {
          parts.append(part)
          part = ""
        } else {
          part.append(character)
        }
      }
      return parts + (part.isEmpty ? [] : [part])
    }
  }
}
