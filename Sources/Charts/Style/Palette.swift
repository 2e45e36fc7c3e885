public import Findings

/// Which ink each role is drawn in; made once a run, so that a channel keeps its colour everywhere.
public struct Palette: Codable, Sendable, Equatable {
  /// The channels, in the order in which they take colours.
  public let channels: [String]

  /// Colours for channels in the given order.
  public init(channels: [String]) {
    var seen: Set<String> = []
    self.channels = channels.filter { seen.insert($0).inserted }
  }

  /// Colours for channels in the order in which figures first show them.
  public init(figures: [Figure]) {
    self.init(
      channels: figures.flatMap(\.marks).compactMap { mark in
        if case .channel(let name) = mark.role { name } else { nil }
      })
  }

  /// The number of different hues before they repeat with other dashes and patterns.
  static let hues = 8

  /// The ink of a role.
  func ink(_ role: Figure.Mark.Role) -> Ink {
    switch role {
    case .channel(let name): channelInk(channels.firstIndex(of: name) ?? 0)
    case .baseline: Ink("baseline", marker: .square)
    case .actual: Ink("actual")
    case .model: Ink("model", marker: .diamond)
    case .prior: Ink("prior", dash: "5 3", marker: .diamond, pattern: .diagonal)
    case .posterior: Ink("posterior")
    case .reference: Ink("reference", dash: "5 4", marker: .cross)
    case .extrapolation: Ink("extrapolation", dash: "2 3", pattern: .diagonal)
    case .total: Ink("total", marker: .square)
    }
  }

  private func channelInk(_ index: Int) -> Ink {
    let round = index / Self.hues
    let dashes: [String?] = [nil, "8 3", "2 2.5", "9 3 2 3"]
    let markers = Ink.Marker.allCases
    let patterns = Ink.Pattern.allCases
    let pattern = (index + round) % (patterns.count + 1)
    return Ink(
      "c\(index % Self.hues)", dash: dashes[(index + round) % dashes.count],
      marker: markers[(index + round) % markers.count],
      pattern: pattern == 0 ? nil : patterns[pattern - 1])
  }
}

/// Colour and the second cue that survives a grey print and colour blindness.
struct Ink: Sendable, Equatable {
  /// The shape of a dot.
  enum Marker: CaseIterable { case circle, square, triangle, diamond, cross, wedge }

  /// The hatching of a surface.
  enum Pattern: String, CaseIterable { case diagonal, dots, counter, horizontal, grid }

  /// The name of the colour in the stylesheet.
  let token: String
  /// The dash array of lines; nil draws them solid.
  let dash: String?
  /// The shape of dots.
  let marker: Marker
  /// The hatching of surfaces; nil leaves them plain.
  let pattern: Pattern?

  init(
    _ token: String, dash: String? = nil, marker: Marker = .circle, pattern: Pattern? = nil
  ) {
    self.token = token
    self.dash = dash
    self.marker = marker
    self.pattern = pattern
  }
}
