/// A rectangle in the picture.
struct Frame: Equatable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var maxX: Double { x + width }
  var maxY: Double { y + height }
}

/// A place in the picture.
struct Point: Equatable {
  var x: Double
  var y: Double

  /// The place as part of a path.
  var path: String { "\(coordinate(x)) \(coordinate(y))" }
}
