/// What an arm's decisions of one step have yielded so far.
public struct ArmStep: Sendable, Equatable, Codable {
  /// The step, counted from the campaign's start.
  public var step: Int
  /// How old the decisions are, in days.
  public var age: Double
  /// How many decisions there were.
  public var decisions = 0.0
  /// How many of them have a conversion.
  public var converted = 0.0
  /// Their conversions.
  public var conversions = 0.0
  /// Their value, and the sum of its squares a decision.
  public var value = 0.0, valueSquares = 0.0
  /// Their cost, and the sum of its squares a decision.
  public var cost = 0.0, costSquares = 0.0
  /// How many reached somebody new.
  public var reached = 0.0

  /// Makes an empty step.
  public init(step: Int, age: Double) {
    self.step = step
    self.age = age
  }
}

/// An arm's steps, oldest first.
public struct ArmHistory: Sendable, Equatable, Codable {
  /// The arm.
  public var name: String
  /// Its steps, oldest first.
  public var steps: [ArmStep]

  /// Makes a history.
  public init(name: String, steps: [ArmStep] = []) {
    self.name = name
    self.steps = steps
  }
}
