import Findings
import Interchange
package import Resampling

/// What the user chooses about the design of a geo test: the `geo_design` section of the project file.
public struct GeoDesignOptions: Sendable, Equatable {
  /// What a test sums over its window where effects of either sign are looked for.
  public enum Statistic: String, Codable, Sendable, CaseIterable {
    /// Σ |e|: effects that come and go count too; needs more effect than `mean` for one that lasts.
    case magnitude
    /// |Σ e|: sensitive to an effect that lasts.
    case mean
  }

  /// Whether effects of either sign are looked for, or those of the sign of the supposed effects.
  public enum Sides: String, Codable, Sendable, CaseIterable {
    case twoSided = "two-sided"
    case oneSided = "one-sided"
  }

  /// The name of the data source; the only panel of geos if nil.
  public var data: String?
  /// The column of what is measured.
  public var kpi: String
  /// Whether the KPI is money.
  public var isMoney = false
  /// How many geos may be treated.
  public var treatedCounts: [Int] = [1]
  /// How many periods the test may last.
  public var durations: [Int]
  /// The effects to try, as shares of what would have been; zero is always among them.
  public var effects: [Double]
  /// The most that a test may cost; nil for no limit.
  public var budget: Double?
  /// What one further unit of the KPI costs; nil if investments are not asked for.
  public var costPerOutcome: Double?
  /// Geos that every set holds.
  public var include: [String] = []
  /// Geos that no set holds; they are donors all the same.
  public var exclude: [String] = []
  /// Groups of geos that are treated together or not at all.
  public var together: [[String]] = []
  /// Groups of geos of which no two are treated at once.
  public var apart: [[String]] = []
  /// A file with a pair of neighbours a row; a neighbour of a treated geo is no donor.
  public var adjacency: String?
  /// The largest share of the KPI that may be treated.
  public var maxShare: Double?
  /// The column of money spent usually, for tests that stop it.
  public var spendHistory: String?
  /// How many ends of the panel each effect is tried at.
  public var lookback = 1
  /// The level of the test.
  public var alpha = 0.1
  /// Whether each geo's mean is taken out first.
  public var unitEffects = false
  /// The estimator.
  public var estimator: GeoOptions.Estimator = .scm
  /// Which signs of the effect are looked for.
  public var sides: Sides = .twoSided
  /// What a test of either sign sums.
  public var statistic: Statistic = .magnitude
  /// The most sets of each size that are looked at.
  public var candidates = 300
  /// The most windows without an effect on which a design's test is tried.
  public var placeboWindows = 40
  /// The first period of the planned test; the one after the panel if nil.
  public var start: String?
  /// The seed of every random number.
  public var seed: UInt64 = 1

  /// The power that counts as detecting an effect.
  public static let enoughPower = 0.8

  /// Asks for a design.
  public init(kpi: String, durations: [Int], effects: [Double]) {
    self.kpi = kpi
    self.durations = durations
    self.effects = effects
  }

  /// The test by which effects are looked for.
  ///
  /// - Throws: `GeoLiftError.badOptions` where effects of both signs are to be tested on one side.
  package var alternative: WindowStatistic.Alternative {
    get throws(GeoLiftError) {
      if sides == .twoSided { return .twoSided }
      if effects.allSatisfy({ $0 >= 0 }) { return .greater }
      if effects.allSatisfy({ $0 <= 0 }) { return .less }
      throw .badOptions(
        "A one-sided test looks for effects of one sign, and the effects have both; test two-sided, "
          + "or give effects of one sign.")
    }
  }
}

extension GeoDesignOptions.Statistic {
  /// How residuals are put together.
  package var form: WindowStatistic.Form {
    self == .mean ? .mean : .magnitude(power: 1)
  }
}
