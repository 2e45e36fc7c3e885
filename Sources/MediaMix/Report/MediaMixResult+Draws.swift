public import Foundation
import Inference

extension MediaMixResult {
  /// The posterior draws of every chain in CmdStan's CSV layout, which ArviZ and posterior read.
  ///
  /// Columns are model parameters in natural units, named by base name and 1-based indices in
  /// canonical order of channels, geos and controls: `roi.1`, `beta.2.1` (geo, channel).
  ///
  /// - Returns: one text a chain, UTF-8.
  public func drawsCSV() throws -> [Data] {
    let index = sampling.parameterIndex
    let writer = DrawsCSV(
      header: .init(
        model: "media mix", draws: sampling.draws.count, options: sampling.samplerOptions),
      names: index.entries.map(\.name))
    return try sampling.draws.chains.indices.map { chain in
      var file = Data()
      let values = sampling.parameters[chain]
      try writer.write(
        chain: chain, state: sampling.chains[chain],
        statistics: sampling.draws.chains[chain].statistics,
        row: { draw, row in
          for column in row.indices { row[column] = values[draw * index.count + column] }
        }, to: { file.append(contentsOf: $0) })
      return file
    }
  }

  /// How geo deviations of each channel were sampled, for the manifest.
  public var parametrisation: [String: String] {
    Dictionary(
      uniqueKeysWithValues: zip(data.terms, sampling.density.layout.forms.map(\.rawValue)))
  }
}
