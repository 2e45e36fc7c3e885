extension MediaMixResponse {
  /// Takes response curves that were fitted elsewhere.
  public init(_ file: CurveFile) {
    let named = file.channels.sorted { $0.name < $1.name }
    let count = file.periods.count
    tail = named.map(\.maxLag).max() ?? 0
    channels = named.map(\.name)
    geos = [""]
    periods = file.periods
    drawCount = named.first?.coefficient.count ?? 0
    outcomeValue = file.outcomeValue
    outcomePerKPI = 1
    margin = 1
    courses = []
    courseCount = 0
    terms = named.map { channel in
      Term(
        adstock: .geometric, maxLag: channel.maxLag,
        saturation: (channel.slope ?? []).allSatisfy { $0 == 1 } ? .michaelisMenten : .hill,
        isAdstockFirst: channel.frequency == nil, course: nil)
    }
    cells = named.map { channel in
      let exposure = channel.exposure ?? channel.spend
      let (paid, bought) = (channel.spend.reduce(0, +), exposure.reduce(0, +))
      let mean = paid > 0 ? bought / paid : 1
      let weight = file.weight ?? [Double](repeating: 1, count: count)
      let after = file.carryover ? weight.last ?? 0 : 0
      return Cell(
        spend: channel.spend, largest: channel.largest ?? channel.spend.max() ?? 0,
        perMoney: zip(channel.spend, exposure).map { $0 > 0 ? $1 / $0 : mean },
        history: channel.history ?? [Double](repeating: 0, count: channel.maxLag),
        frequency: channel.frequency,
        weight: weight + [Double](repeating: after, count: channel.maxLag))
    }
    shapes = (0..<drawCount).flatMap { draw in
      named.flatMap { [$0.alpha[draw], 0, $0.ec[draw], $0.slope?[draw] ?? 1] }
    }
    coefficients = (0..<drawCount).flatMap { draw in named.map { $0.coefficient[draw] } }
  }
}
