import Probability
import Testing

@Suite("Distribution families") struct DistributionFamilyTests {
  @Test(
    "names are found as analysts write them",
    arguments: [
      ("normal", DistributionFamily.normal), ("LogNormal", .lognormal),
      ("half-normal", .halfnormal),
      ("truncated_normal", .truncatednormal), ("Student-T", .studentt), ("FIXED", .fixed),
      ("InverseGamma", .inversegamma), ("Weibull", .weibull), ("exponential", .exponential),
    ])
  func names(_ written: String, _ family: DistributionFamily) throws {
    #expect(try DistributionFamily(named: written) == family)
  }

  @Test("an unknown name is answered with the known ones") func unknown() {
    let error = #expect(throws: ProbabilityError.unknownFamily(name: "lognornal")) {
      try DistributionFamily(named: "lognornal")
    }
    #expect(error?.description.contains("Known: normal, halfnormal") == true)
  }

  @Test("a wrong number of parameters is answered with their names") func count() {
    let error = #expect(throws: ProbabilityError.self) {
      try DistributionFamily.studentt.distribution([3])
    }
    #expect(
      error?.description
        == "studentt takes [degrees of freedom, location, scale], 3 numbers, and 1 was given.")
    for family in DistributionFamily.allCases {
      #expect(throws: ProbabilityError.self) { try family.distribution([]) }
    }
  }

  @Test("parameters outside their range are named") func ranges() {
    let bad: [(DistributionFamily, [Double])] = [
      (.normal, [0, 0]), (.normal, [.nan, 1]), (.halfnormal, [-1]), (.lognormal, [0, .infinity]),
      (.beta, [0, 1]), (.beta, [1, -1]), (.gamma, [1, 0]), (.gamma, [.nan, 1]),
      (.uniform, [1, 1]), (.uniform, [0, .infinity]), (.studentt, [0, 0, 1]),
      (.studentt, [3, 0, 0]), (.laplace, [0, 0]), (.fixed, [.infinity]),
      (.truncatednormal, [0, 1, 2, 2]), (.truncatednormal, [0, 1, .nan, 2]),
      (.truncatednormal, [0, 0, 1, 2]), (.truncatednormal, [0, 1e-9, 1, 2]),
      (.truncatednormal, [0, 1, .infinity, .infinity]), (.uniform, [-1e308, 1e308]),
      (.inversegamma, [0, 1]), (.inversegamma, [1, .infinity]), (.weibull, [-1, 1]),
      (.weibull, [1, 0]), (.exponential, [0]), (.exponential, [.nan]),
    ]
    for (family, parameters) in bad {
      #expect(throws: ProbabilityError.self, "\(family) \(parameters)") {
        try family.distribution(parameters)
      }
    }
    let error = #expect(throws: ProbabilityError.self) {
      try DistributionFamily.normal.distribution([0, -1])
    }
    #expect(
      error?.description
        == "normal: standard deviation is -1.0, but it must be a positive finite number.")
  }
}
