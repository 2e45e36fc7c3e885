import Tables

extension MediaMixData {
  /// The panel with planned periods behind it, and then `tail` periods without media, in which what
  /// was spent before still acts.
  ///
  /// The KPI of the new periods is unknown and stands as zero; they must not be fitted. Controls and
  /// treatments of the tail are those of the last planned period, for they bear on no media effect.
  package func appending(_ plan: MediaPlan, tail: Int) -> MediaMixData {
    let longer = times.continued(by: plan.count + tail)
    let added = plan.count + tail
    let (geos, planned) = (geoCount, plan.count)
    /// Rows of geos, each with its planned periods and the tail behind it.
    func extended(_ rows: [Double], _ future: [Double], keepsLast: Bool) -> [Double] {
      let width = rows.count / geos
      return (0..<geos).flatMap { g -> [Double] in
        let next = future[(g * planned)..<((g + 1) * planned)]
        let rest = keepsLast ? next.last ?? 0 : 0
        return rows[(g * width)..<((g + 1) * width)] + next
          + [Double](repeating: rest, count: longer.count - times.count - planned)
      }
    }
    func media(_ rows: [[Double]], _ future: [[Double]]) -> [[Double]] {
      zip(rows, future).map { extended($0, $1, keepsLast: false) }
    }
    func steady(_ rows: [[Double]], _ future: [[Double]]) -> [[Double]] {
      zip(rows, future).map { extended($0, $1, keepsLast: true) }
    }
    let unknown = [Double](repeating: 0, count: geos * planned)
    return MediaMixData(
      source: source, geos: self.geos, isNational: isNational, times: longer, leadIn: leadIn,
      channels: channels, controls: controls,
      kpi: added == 0 ? kpi : extended(kpi, unknown, keepsLast: false),
      value: extended(value, plan.value, keepsLast: true), population: population,
      spend: media(spend, plan.spend), exposure: media(exposure, plan.exposure),
      controlValues: steady(controlValues, plan.controlValues), currency: currency,
      organic: organic, treatments: treatments,
      frequency: zip(frequency, plan.frequency).map { rows, future in
        guard let rows, let future else { return nil }
        return extended(rows, future, keepsLast: true)
      },
      treatmentValues: steady(treatmentValues, plan.treatmentValues))
  }
}

extension MediaMixDensity {
  /// The same density over data that go on behind those it was made for: positions keep their
  /// meaning, strengths are still those of the fitted periods, and the new cells are not fitted.
  package func extended(to data: MediaMixData) -> MediaMixDensity {
    MediaMixDensity(
      design: MediaMixDesign(
        data: data, specification: design.specification, scaling: design.scaling),
      layout: layout, form: form, whitening: whitening)
  }
}
