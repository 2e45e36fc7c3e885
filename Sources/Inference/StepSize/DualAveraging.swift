import Foundation

/// Nesterov's dual averaging of the log step size towards an acceptance rate.
///
/// Hoffman and Gelman 2014, JMLR 15:1593-1623, section 3.2 and algorithm 6, with their constants.
package struct DualAveraging {
  package let target: Double
  private var anchor: Double
  private var count = 0.0
  private var meanError = 0.0
  private var logStep: Double
  private var meanLogStep = 0.0

  /// How strongly iterates are pulled to the anchor.
  private static let gamma = 0.05
  /// How much the first iterations are damped.
  private static let delay = 10.0
  /// How fast old iterates are forgotten.
  private static let kappa = 0.75

  /// Starts at a step size; iterates are pulled towards ten times of it.
  package init(target: Double, initial: Double) {
    self.target = target
    anchor = log(10 * initial)
    logStep = log(initial)
  }

  /// The step size to use while adapting.
  package var current: Double { exp(logStep) }

  /// The averaged step size, to keep; the initial one before any update.
  package var averaged: Double { count == 0 ? current : exp(meanLogStep) }

  /// Learns from one trajectory's mean acceptance probability.
  package mutating func update(acceptance: Double) {
    count += 1
    let weight = 1 / (count + Self.delay)
    meanError = (1 - weight) * meanError + weight * (target - acceptance)
    logStep = anchor - count.squareRoot() / Self.gamma * meanError
    let forgetting = pow(count, -Self.kappa)
    meanLogStep = forgetting * logStep + (1 - forgetting) * meanLogStep
  }
}
