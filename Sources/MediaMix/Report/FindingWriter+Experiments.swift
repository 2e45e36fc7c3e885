import Findings
import Inference
import Probability

extension FindingWriter {
  /// What experiments measured: `mmm.experiment` (metric: the test's name; parameter: lift).
  ///
  /// The interval is the test's own, a normal one. It does not depend on the fit, so no gate
  /// withholds it.
  func measuredLifts() -> [Finding] {
    result.experiments.map { test in
      let half = normalQuantile((1 + level) / 2) * test.standardError
      let summary = Summary(
        mean: test.lift, median: test.lift, deviation: test.standardError, lower: test.lift - half,
        upper: test.lift + half)
      var lift = finding(
        "mmm.experiment", ["metric": test.name, "parameter": "lift"], summary, units.kpi,
        period: period(of: test)
      ) {
        Phrase(
          en: "The experiment \(test.name) measured \($0)",
          de: "Das Experiment \(test.name) maß \($0)")
      }
      lift.interval?.kind = .confidence
      lift.median = nil
      lift.grade = .experiment
      return lift
    }
  }

  /// What the model says of the same changes of spend: `mmm.experiment` (parameter: model), and how
  /// far that is from the measured lift (parameter: z), in standard errors of the test.
  ///
  /// A model that knows the test is drawn to it, so z says whether the rest of the data resists.
  func modelledLifts() -> [Finding] {
    result.model.design.specification.experiments.enumerated().flatMap { k, test -> [Finding] in
      let draws = result.draws(ofQuantity: index.experiment(k))
      let summary = Summary(draws, level: level)
      let z = (summary.mean - test.lift) / test.standardError
      return [
        finding(
          "mmm.experiment", ["metric": test.name, "parameter": "model"], summary, units.kpi,
          period: period(of: test)
        ) {
          Phrase(
            en: "For the experiment \(test.name), the model says \($0)",
            de: "Für das Experiment \(test.name) sagt das Modell \($0)")
        },
        finding(
          "mmm.experiment", ["metric": test.name, "parameter": "z"], value: z,
          Unit("standard errors"), grade: .model, period: period(of: test)
        ) {
          Phrase(
            en: "From the experiment \(test.name) the model is away by \($0)",
            de: "Vom Experiment \(test.name) ist das Modell entfernt um \($0)")
        },
      ]
    }
  }

  /// The periods over which a test was measured.
  func period(of test: ResolvedLiftTest) -> Period {
    period(test.measurement.lowerBound, test.measurement.upperBound)
  }

  /// What the model says of paid channels without the experiments, `mmm.without_experiments`
  /// (channel, parameter: roi or a parameter of the shape), and how much narrower it is with them,
  /// `mmm.information_gain` (channel, parameter), in bits: 0.5 log2 of the ratio of variances, of
  /// logarithms where all draws are positive.
  ///
  /// If the fit without fails the gate, they are withheld.
  func lessons(isForced: Bool) -> [Finding] {
    guard let other = result.withoutExperiments else { return [] }
    let findings = data.channels.indices.flatMap { c -> [Finding] in
      let with = result.estimates(c)
      return result.comparedParameters(c).flatMap { parameter -> [Finding] in
        guard let before = other.channels[c][parameter] else { return [] }
        let subject = ["channel": data.channels[c], "parameter": parameter]
        let isReturn = parameter == "roi"
        let name = data.channels[c]
        let without = finding(
          "mmm.without_experiments", subject, before.summary, isReturn ? units.roi : .one,
          period: isReturn ? period : nil
        ) {
          isReturn
            ? Phrase(
              en: "Without the experiments, the model would say that \(name) returned \($0)",
              de: "Ohne die Experimente würde das Modell sagen, \(name) brachte \($0)")
            : Phrase(
              en: "Without the experiments, the model would put \(parameter) of \(name) at \($0)",
              de: "Ohne die Experimente schätzte das Modell \(parameter) von \(name) auf \($0)")
        }
        let bits = with[parameter]?.bits(over: before)
        let gain = bits.map { bits in
          finding(
            "mmm.information_gain", subject, value: bits, Unit("bits"), grade: .model
          ) {
            Phrase(
              en: "On \(isReturn ? "the return" : parameter) of \(name), the experiments taught the"
                + " model \($0)",
              de: "Über \(isReturn ? "die Rendite" : parameter) von \(name) lehrten die Experimente"
                + " das Modell \($0)")
          }
        }
        return [without] + (gain.map { [$0] } ?? [])
      }
    }
    guard !other.verdict.passed else { return findings }
    let (reason, remedy) = (MediaMixResult.lessonReason[language], result.gateRemedy[language])
    return findings.map {
      isForced
        ? $0.forced(reason: reason, remedy: remedy)
        : $0.withheld(
          reason: reason, remedy: remedy,
          text: Phrase(
            en: "This number is withheld: \(reason).",
            de: "Diese Zahl wird zurückgehalten: \(reason).")[language])
    }
  }
}

extension MediaMixResult {
  /// All experiments that the model knows, whichever way, in order of name.
  var experiments: [ResolvedLiftTest] { model.design.specification.allExperiments }

  /// Why the comparison with the fit without experiments is withheld.
  static let lessonReason = Phrase(
    en: "the fit without the experiments did not converge",
    de: "die Anpassung ohne die Experimente konvergierte nicht")
}
