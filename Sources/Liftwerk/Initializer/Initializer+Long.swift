// A project for platform exports with a row a day and campaign, and a shop's export.
import Foundation
import Tables

extension Initializer {
  func addPanels(
    _ exports: [Export], to project: inout ProjectText
  ) throws(LiftwerkError) {
    let platforms = exports.filter { !$0.roles.channels.isEmpty && isPlatform($0) }
    let shops = exports.filter { export in !platforms.contains { $0.path == export.path } }
    guard !platforms.isEmpty else {
      throw LiftwerkError(
        .dataRefused,
        "\(exports.map(\.path).joined(separator: ", ")): none looks like the export of an "
          + "advertising platform. Give one file with outcome and media side by side, or the files "
          + "of platforms and the one of the shop.")
    }
    guard let shop = shops.first, shops.count == 1, let outcome = shop.roles.outcome,
      let time = shop.roles.time
    else {
      throw LiftwerkError(
        .dataRefused,
        "\(exports.map(\.path).joined(separator: ", ")): beside the exports of platforms one file "
          + "with dates and the outcome is needed; found \(shops.count). Add the shop's export.")
    }
    var channels: [GuessedRoles.Channel] = []
    var data = ["media:", "  every: week", "  sources:"]
    for platform in platforms { data += try sourceLines(platform, &channels) }
    data += [
      "  kpi:", "    path: \(YAMLText.scalar(pathInProject(shop.path)))",
      "    time: \(YAMLText.scalar(time))",
      outcome.kind == .other
        ? "    columns: [\(YAMLText.scalar(outcome.column))]"
        : "    \(outcome.kind.rawValue): \(YAMLText.scalar(outcome.column))",
    ]
    var named = outcome
    if outcome.kind != .other { named.column = outcome.kind.rawValue }
    named.value = nil
    project.name = shop.stem
    project.data += data
    project.sections.append(
      MediaMixText(source: "media", outcome: named, channels: channels).lines)
  }

  /// Platforms report conversions of their own, so spend and a campaign tell more than an outcome.
  private func isPlatform(_ export: Export) -> Bool {
    export.roles.campaign != nil
      || export.roles.channels.contains { NameTokens($0.spend).names(.spend) }
  }

  private func sourceLines(
    _ export: Export, _ channels: inout [GuessedRoles.Channel]
  ) throws(LiftwerkError) -> [String] {
    guard let time = export.roles.time, let media = export.roles.channels.first else {
      throw missing("a column of dates", in: export)
    }
    var lines = [
      "    - path: \(YAMLText.scalar(pathInProject(export.path)))",
      "      time: \(YAMLText.scalar(time))",
    ]
    let name = export.stem.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
    lines.append("      channel: \(YAMLText.scalar(name))")
    if let column = export.roles.campaign {
      lines.append(
        "      # or campaigns by a file of rules: "
          + "{column: \(YAMLText.scalar(column)), map: channels.csv}")
    }
    let exposure = media.exposure ?? soleExposure(export)
    channels.append(
      .init(
        name: name, spend: "\(name)_spend", exposure: exposure == nil ? nil : "\(name)_exposure"))
    lines.append("      spend: \(YAMLText.scalar(media.spend))")
    if let exposure { lines.append("      exposure: \(YAMLText.scalar(exposure))") }
    return lines
  }

  /// The exposure of a file whose spend column names no channel, as in Google Ads: Cost, Impr.
  private func soleExposure(_ export: Export) -> String? {
    export.columns.first { $0.kind == .number && NameTokens($0.name).names(.exposure) }?.name
  }
}
