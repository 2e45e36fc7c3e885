import Inference
import Probability

/// A media-mix model of one data set: the model is fixed, nothing is sampled yet.
public struct MediaMixModel: Sendable {
  /// The data it explains.
  public let data: MediaMixData
  /// What the user chose.
  public let options: MediaMixOptions
  package let design: MediaMixDesign
  package let window: ReportWindow

  /// Resolves options on data.
  ///
  /// - Throws: `MediaMixError.refused` listing every option that does not fit.
  public init(data: MediaMixData, options: MediaMixOptions) throws(MediaMixError) {
    try self.init(data: data, options: options, scaling: nil)
  }

  /// Resolves options on data, with scaling constants fixed in advance if given.
  package init(
    data: MediaMixData, options: MediaMixOptions, scaling: MediaMixScaling?,
    experiments: [ResolvedLiftTest] = []
  ) throws(MediaMixError) {
    self.data = data
    self.options = options
    let specification = try MediaMixSpecification(
      options: options, data: data, experiments: experiments)
    design = MediaMixDesign(data: data, specification: specification, scaling: scaling)
    window = try ReportWindow(options: options, data: data)
  }

  /// The posterior as a density to sample.
  ///
  /// - Parameters:
  ///   - form: whether the linear block is integrated out; if nil, it is wherever the likelihood is
  ///     normal.
  ///   - centred: for each term, whether its geo deviations are sampled as they are; only
  ///     log-normal effects over several geos can be.
  package func density(
    _ form: MediaMixDensity.Form? = nil, centred: [Bool]? = nil
  ) -> MediaMixDensity {
    let isNormal = design.specification.likelihood == .normal
    let form = form ?? (isNormal ? .collapsed : .joint)
    let forms = design.specification.terms.enumerated().map { c, term in
      data.geoCount > 1 && term.geoEffects == .lognormal && centred?[c] == true
        ? ParameterLayout.Form.centred : .nonCentred
    }
    let sigma = design.block.residualScale(design)
    let layout = ParameterLayout(
      design: design, sigmaCentre: sigma, forms: forms,
      blockCount: form == .joint ? design.block.count : 0)
    return MediaMixDensity(
      design: design, layout: layout, form: form,
      whitening: isNormal ? nil : BlockWhitening(block: design.block, sigma: sigma))
  }
}

extension LinearBlock {
  /// A rough residual standard deviation of the KPI given the linear block alone; it only centres
  /// the coordinate of sigma.
  func residualScale(_ design: MediaMixDesign) -> Double {
    let scratch = LinearBlockScratch(block: self)
    scratch.periodSpread = 0.1
    let residual = FixedBuffer(design.kpi.array)
    for cell in 0..<residual.count { residual[cell] *= design.mask[cell] }
    let precisions = FixedBuffer([Double](repeating: 4, count: geoCount))
    let spreads = FixedBuffer([Double](repeating: 0.1, count: max(1, deviationCount)))
    let solved = collapse(
      residual: residual.pointer, precisions: precisions.pointer, controlSpreads: spreads.pointer,
      scratch: scratch)
    guard solved != nil else { return 0.5 }
    subtract(
      u: scratch.u.pointer, controlSpreads: spreads.pointer, mask: design.mask.pointer,
      residual: residual.pointer, scratch)
    var square = 0.0
    for cell in 0..<residual.count { square += residual[cell] * residual[cell] }
    return min(max((square / Double(design.observationCount)).squareRoot(), 0.01), 2)
  }
}
