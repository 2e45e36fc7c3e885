/// How well the momenta drawn each iteration explore the energies.
public enum EnergyDiagnostics {
  /// The estimated Bayesian fraction of missing information of one chain (E-BFMI); below 0.3 the
  /// chain moves badly between energies.
  ///
  /// Betancourt 2016, "Diagnosing suboptimal cotangent disintegrations in Hamiltonian Monte Carlo",
  /// arXiv:1604.00695: the mean squared change of the energy over its variance. NaN for fewer than two
  /// draws or constant energy.
  public static func bayesianFractionOfMissingInformation(_ energies: [Double]) -> Double {
    guard energies.count > 1 else { return .nan }
    let changes = zip(energies.dropFirst(), energies).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
    return changes / Double(energies.count - 1) / variance(energies[...])
  }
}
