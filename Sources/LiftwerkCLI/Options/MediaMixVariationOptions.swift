import ArgumentParser
import MediaMix

/// Which other models to fit, as flags; an axis that is given takes the place of the project file's.
struct MediaMixVariationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Knots of other models; use commas.", valueName: "number|auto"))
  var varyKnots: [String] = []

  @Option(help: ArgumentHelp("Fourier pairs of other models; use commas.", valueName: "number"))
  var varyFourier: [String] = []

  @Option(help: ArgumentHelp("Adstock families of other models; use commas.", valueName: "name"))
  var varyAdstock: [String] = []

  @Option(help: ArgumentHelp("Saturation families of other models; use commas.", valueName: "name"))
  var varySaturation: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many times as strong other models believe channels to be; use commas.",
      valueName: "factor"))
  var varyPriors: [String] = []

  @Flag(help: "Fit every combination, not one change at a time.")
  var full = false

  func validate() throws {
    _ = try overriding(MediaMixOptions(target: .init(column: ""), channels: [:]))
  }

  /// The options with what the flags say in their place.
  ///
  /// - Throws: `ValidationError` if a flag cannot be read.
  func overriding(_ options: MediaMixOptions) throws -> MediaMixOptions {
    var options = options
    var compare = options.compare ?? .init()
    if !varyKnots.isEmpty {
      compare.knots = try values("--vary-knots", varyKnots, "numbers or auto") { text in
        text == "auto" ? .auto : Int(text).map { .count($0) }
      }
    }
    if !varyFourier.isEmpty {
      compare.fourier = try values("--vary-fourier", varyFourier, "numbers") { Int($0) }
    }
    if !varyAdstock.isEmpty {
      compare.adstock = try values("--vary-adstock", varyAdstock, Self.names(AdstockFamily.self)) {
        AdstockFamily(rawValue: $0)
      }
    }
    if !varySaturation.isEmpty {
      compare.saturation = try values(
        "--vary-saturation", varySaturation, Self.names(SaturationFamily.self)
      ) { SaturationFamily(rawValue: $0) }
    }
    if !varyPriors.isEmpty {
      compare.priorScale = try values("--vary-priors", varyPriors, "numbers such as 0.5,2") {
        Double($0).flatMap { $0.isFinite ? $0 : nil }
      }
    }
    if full { compare.mode = .full }
    options.compare = compare
    return options
  }

  private static func names<Family: CaseIterable & RawRepresentable<String>>(
    _ family: Family.Type
  ) -> String {
    family.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private func values<Value>(
    _ flag: String, _ texts: [String], _ allowed: String, _ read: (String) -> Value?
  ) throws -> [Value] {
    try ListOption.split(texts).map { text in
      guard let value = read(text) else {
        throw ValidationError("\(flag) takes \(allowed); found \"\(text)\".")
      }
      return value
    }
  }
}
