import Findings
import Narrative

// What thresholds do to what methods hand on.
extension ReportPolicy {
  /// The output of methods without the numbers that a threshold forbids.
  func withholding(_ parts: [Pipeline.Part], _ language: Language) -> [Pipeline.Part] {
    let all = withholding(parts.flatMap(\.output.findings), language)
    var start = 0
    return parts.map { part in
      var part = part
      let end = start + part.output.findings.count
      part.output.findings = Array(all[start..<end])
      start = end
      let hidden = pictures(of: part.output.figures, part.output.findings)
      part.output.figures.removeAll { hidden.contains($0.id) }
      part.output.sections = without(hidden, part.output.sections)
      part.thresholds = thresholdIdentity
      return part
    }
  }

  /// The same of finished runs.
  func withholding(_ materials: [ReportMaterial], _ language: Language) -> [ReportMaterial] {
    let all = withholding(materials.flatMap(\.findings), language)
    var start = 0
    return materials.map { material in
      var material = material
      let end = start + material.findings.count
      material.findings = Array(all[start..<end])
      start = end
      let hidden = pictures(of: material.figures, material.findings)
      material.figures.removeAll { hidden.contains($0.id) }
      material.sections = without(hidden, material.sections)
      return material
    }
  }

  /// The figures from which a withheld number could be read.
  private func pictures(of figures: [Figure], _ findings: [Finding]) -> Set<String> {
    let hidden = Set(withheld(in: findings).flatMap(\.findings))
    return Set(figures.filter { !hidden.isDisjoint(with: $0.findings) }.map(\.id))
  }

  private func without(_ figures: Set<String>, _ sections: [Section]) -> [Section] {
    sections.map { section in
      var section = section
      section.blocks.removeAll { block in
        if case .figure(let id) = block { figures.contains(id) } else { false }
      }
      return section
    }
  }
}
