/// What people said of the same things by the same criteria, and how far they agree.
public struct RatingTable: Sendable {
  /// One rating.
  public struct Rating: Sendable, Equatable {
    /// The thing.
    public var item: String
    /// By which criterion.
    public var criterion: String
    /// Who said it.
    public var rater: String
    /// What was said.
    public var value: Double

    /// Makes a rating.
    public init(item: String, criterion: String, rater: String, value: Double) {
      self.item = item
      self.criterion = criterion
      self.rater = rater
      self.value = value
    }
  }

  /// The agreement by one criterion.
  public struct Agreement: Codable, Sendable, Equatable {
    /// The criterion.
    public let criterion: String
    /// How many rated.
    public let raters: Int
    /// How many things have two ratings or more.
    public let items: Int
    /// The mean of all ratings.
    public let mean: Double
    /// The mean of Cohen's κ over all pairs of raters who rated the same things; nil if there is none.
    public let kappa: Double?
    /// Krippendorff's α of names, ranks and numbers; nil where nothing differs.
    public let alphaNominal: Double?
    /// The same of ranks.
    public let alphaOrdinal: Double?
    /// The same of numbers.
    public let alphaInterval: Double?

    enum CodingKeys: String, CodingKey {
      case criterion, raters, items, mean, kappa
      case alphaNominal = "alpha_nominal"
      case alphaOrdinal = "alpha_ordinal"
      case alphaInterval = "alpha_interval"
    }
  }

  private let ratings: [Rating]

  /// Takes ratings.
  public init(_ ratings: [Rating]) { self.ratings = ratings }

  /// The agreement by each criterion, in order of name.
  public func agreements() -> [Agreement] {
    let groups = Dictionary(grouping: ratings, by: \.criterion)
    return groups.keys.sorted().map { Self.agreement($0, groups[$0] ?? []) }
  }

  private static func agreement(_ criterion: String, _ ratings: [Rating]) -> Agreement {
    let items = Dictionary(grouping: ratings, by: \.item)
    let units = items.keys.sorted().map { item in (items[item] ?? []).map(\.value).sorted() }
    let raters = Set(ratings.map(\.rater)).sorted()
    var kappas: [Double] = []
    for (place, first) in raters.enumerated() {
      for second in raters.dropFirst(place + 1) {
        let pairs = items.values.compactMap { unit -> (Double, Double)? in
          guard let a = unit.first(where: { $0.rater == first }),
            let b = unit.first(where: { $0.rater == second })
          else { return nil }
          return (a.value, b.value)
        }
        if let kappa = RaterAgreement.kappa(pairs) { kappas.append(kappa) }
      }
    }
    return Agreement(
      criterion: criterion, raters: raters.count, items: units.count { $0.count > 1 },
      mean: ratings.map(\.value).reduce(0, +) / Double(max(ratings.count, 1)),
      kappa: kappas.isEmpty ? nil : kappas.reduce(0, +) / Double(kappas.count),
      alphaNominal: RaterAgreement.alpha(units, .nominal),
      alphaOrdinal: RaterAgreement.alpha(units, .ordinal),
      alphaInterval: RaterAgreement.alpha(units, .interval))
  }
}
