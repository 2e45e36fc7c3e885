import Findings
import Foundation
import LinearAlgebra

/// How well the columns that the model sees can be told apart: the condition number and variance
/// inflation factors of responses and controls, at the priors' medians, without the baseline.
///
/// Columns have unit length (Belsley, Kuh and Welsch 1980): a condition number above 30 and a factor
/// above 10 are called harmful there.
enum DesignConditioning: ReadinessCheck {
  static let harmfulCondition = 30.0
  static let harmfulInflation = 10.0
  /// Where numbers are cut off: beyond it columns are dependent, and digits mean nothing.
  private static let ceiling = 1e6

  private struct Column {
    var name: String
    var isControl: Bool
    var location: String
    var values: [Double]
  }

  static func items(_ view: ReadinessView) throws -> [ReadinessItem] {
    let columns = columns(view)
    let rows = view.geoCount * view.timeCount
    guard columns.count > 1, rows >= columns.count else { return [] }
    let svd = try SVD(Matrix(rows: rows, columns: columns.count) { columns[$1].values[$0] })
    let smallest = (svd.values.first ?? 1) / ceiling
    let inflation = columns.indices.map { j in
      svd.values.indices.reduce(0.0) { sum, k in
        let weight = svd.rightTransposed[k, j] / max(svd.values[k], smallest)
        return sum + weight * weight
      }
    }
    let order = columns.indices.sorted { inflation[$0] > inflation[$1] }
    // The columns that make up the direction the data say least about.
    let weakest = svd.values.count - 1
    let entangled = columns.indices.filter { abs(svd.rightTransposed[weakest, $0]) > 0.3 }
      .map { columns[$0] }
    let condition = min(svd.conditionNumber, ceiling)
    return [conditionItem(condition, entangled)]
      + order.map { inflationItem(columns[$0], min(max(inflation[$0], 1), ceiling)) }
  }

  /// Responses and controls without what the baseline follows, of unit length; those of which
  /// nothing is left are the matter of other checks.
  private static func columns(_ view: ReadinessView) -> [Column] {
    let media = view.response.enumerated().map { c, values in
      Column(
        name: view.data.terms[c], isControl: false, location: view.location(c), values: values)
    }
    let controls = zip(view.data.controls, view.controls).map { name, values in
      Column(name: name, isControl: true, location: "media_mix.controls: \(name)", values: values)
    }
    return (media + controls).compactMap { column in
      let whole = Series.squares(view.basis.demeaned(column.values))
      let rest = view.basis.residual(column.values)
      let length = Series.squares(rest)
      guard length > 1e-9 * whole, length > 0 else { return nil }
      var column = column
      column.values = rest.map { $0 / length.squareRoot() }
      return column
    }
  }

  private static func conditionItem(_ value: Double, _ columns: [Column]) -> ReadinessItem {
    let names = columns.map(\.name).joined(separator: ", ")
    var item = ReadinessItem(
      metric: "condition_number", value: value,
      text: ReadinessText.phrase { language, style in
        let number = style.number(value, significant: 3)
        return language == .de
          ? "Die Konditionszahl von Medien und Kontrollgrößen ist \(number)"
          : "The condition number of media and controls is \(number)"
      })
    guard value > harmfulCondition else { return item }
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let number = style.number(value, significant: 3)
        return language == .de
          ? "\(names) lassen sich gemeinsam kaum auseinanderhalten (Konditionszahl \(number))"
          : "\(names) can hardly be told apart as a group (condition number \(number))"
      }, location: columns.map(\.location).joined(separator: ", "),
      remedy: Phrase(
        en: "Leave one of them out, merge some, or give priors from experiments.",
        de: "Eine davon weglassen, einige zusammenlegen oder Priors aus Experimenten angeben."))
    return item
  }

  private static func inflationItem(_ column: Column, _ value: Double) -> ReadinessItem {
    let name = column.name
    var item = ReadinessItem(
      metric: "vif", channel: column.isControl ? nil : name, other: column.isControl ? name : nil,
      value: value,
      text: ReadinessText.phrase { language, style in
        let number = style.number(value, decimals: 1)
        return language == .de
          ? "Der Varianzinflationsfaktor von \(name) ist \(number)"
          : "The variance inflation factor of \(name) is \(number)"
      })
    guard value > harmfulInflation else { return item }
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let share = ReadinessText.share(1 / value, style)
        return language == .de
          ? "die übrigen Medien und Kontrollgrößen zusammen bilden \(name) nach; eigen sind der"
            + " Reihe nur \(share) ihrer Streuung"
          : "the other media and controls together mimic \(name); only \(share) of its variation is"
            + " its own"
      }, location: column.location,
      remedy: Phrase(
        en: "Leave out or merge the columns it moves with, or give it a prior from an experiment.",
        de:
          "Spalten, mit denen sie läuft, weglassen oder zusammenlegen, oder einen Prior aus einem "
          + "Experiment angeben."))
    return item
  }
}
