import Bandits
import Findings
import Tables
import Testing

@Suite("Reading a log and a policy") struct OffPolicyIntakeTests {
  private static let policy = "slot,item,probability\n1,a,0.5\n1,b,0.5\n2,a,1\n"
  private static let log = "slot,item,click,p\n1,a,0,0.5\n1,b,1,0.25\n2,a,0,1\n"

  private func read(
    log: String = log, policy: String = policy,
    _ change: (inout OffPolicyOptions) -> Void = { _ in }
  ) throws -> (OffPolicyLog, CandidatePolicy) {
    var options = OffPolicyWorld.options
    change(&options)
    let candidate = try CandidatePolicy(
      TableReader.read(bytes: Array(policy.utf8), source: "policy.csv"), key: options.key,
      action: options.action)
    let table = try TableReader.read(bytes: Array(log.utf8), source: "log.csv")
    return (try OffPolicyLog(table, policy: candidate, options: options), candidate)
  }

  private func message(
    log: String = log, policy: String = policy,
    _ change: (inout OffPolicyOptions) -> Void = { _ in }
  ) -> String {
    do {
      _ = try read(log: log, policy: policy, change)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("keys and actions are sorted, whatever the order of rows") func sorted() throws {
    let (log, policy) = try read()
    #expect(policy.keys == [["1"], ["2"]] && policy.actions == ["a", "b"])
    #expect(policy.probabilities == [0.5, 0.5, 1, 0])
    let (other, same) = try read(
      log: "slot,item,click,p\n2,a,0,1\n1,b,1,0.25\n1,a,0,0.5\n",
      policy: "probability,slot,item\n1,2,a\n0.5,1,b\n0.5,1,a\n")
    #expect(other.canonicalBytes == log.canonicalBytes && log.rows == 3)
    #expect(same.canonicalBytes == policy.canonicalBytes)
  }

  @Test("a byte-order mark, semicolons and decimal commas are read") func dialects() throws {
    let (log, _) = try read(
      log: "\u{FEFF}slot;item;click;p\n1;a;0;0,5\n1;b;1;0,25\n2;a;0;1\n",
      policy: "\u{FEFF}slot;item;probability\n1;a;0,5\n1;b;0,5\n2;a;1,0\n")
    #expect(try log.canonicalBytes == read().0.canonicalBytes)
  }

  @Test("a policy is refused where it is none") func policies() {
    let head = "slot,item,probability\n"
    let sum = message(policy: head + "1,a,0.5\n1,b,0.4\n2,a,1\n")
    #expect(sum.contains("slot 1") && sum.contains("sum to 0.9000"), "\(sum)")
    #expect(message(policy: head + "1,a,0.333\n1,b,0.667\n2,a,1\n").isEmpty)
    let twice = message(policy: head + "1,a,0.5\n1,a,0.5\n2,a,1\n")
    #expect(twice.contains("line 3") && twice.contains("second row"), "\(twice)")
    let keyless = message(policy: head + "1,a,1\n2,a,1\n") { $0.key = [] }
    #expect(keyless.contains("--key"), "\(keyless)")
    for bad in ["-0.1", "1.5"] {
      #expect(message(policy: head + "1,a,\(bad)\n").contains("is no probability"))
    }
    #expect(message(policy: head + "1,a,\n").contains("empty"))
    #expect(message(policy: head + "1,a,NaN\n").contains("finite"))
    #expect(message(policy: "slot,item,prob\n1,a,1\n").contains("'probability'"))
    #expect(message(policy: "").contains("empty") && message(policy: head).contains("no rows"))
  }

  @Test(
    "a propensity that is no probability above 0 is refused with its row",
    arguments: ["0", "1.2", "-0.1", "", "NaN", "x"])
  func propensities(text: String) {
    let refusal = message(log: "slot,item,click,p\n1,a,0,0.5\n1,b,1,\(text)\n")
    #expect(refusal.contains("line 3") && refusal.contains("'p'"), "\(refusal)")
  }

  @Test("what the policy does not know is refused with the nearest name") func unknown() {
    let item = message(log: "slot,item,click,p\n1,aa,0,0.5\n")
    #expect(item.contains("line 2") && item.contains("'aa'"), "\(item)")
    let key = message(log: "slot,item,click,p\n3,a,0,0.5\n")
    #expect(key.contains("slot 3") && key.contains("policy.csv"), "\(key)")
    #expect(message(log: "slot,item,click,p\n1,,0,0.5\n").contains("'item'"))
    #expect(message(log: "slot,item,click,p\n,a,0,0.5\n").contains("'slot'"))
    #expect(message(log: "slot,item,click,p\n1,a,,0.5\n").contains("'click'"))
    #expect(message(log: "slot,item,clicks,p\n1,a,0,0.5\n").contains("did you mean 'clicks'"))
    #expect(message(log: "").contains("empty"))
    #expect(message { $0.cluster = "user" }.contains("'user'"))
    #expect(message { $0.features = ["age"] }.contains("'age'"))
  }

  @Test("options that contradict themselves are named") func options() {
    func problem(_ change: (inout OffPolicyOptions) -> Void) -> String {
      var options = OffPolicyWorld.options
      change(&options)
      return options.problem ?? ""
    }
    #expect(problem { _ in }.isEmpty)
    #expect(problem { $0.clip = 0 }.hasPrefix("clip"))
    #expect(problem { $0.tau = -1 }.hasPrefix("tau") && problem { $0.tau = .nan }.hasPrefix("tau"))
    #expect(problem { $0.folds = 1 }.hasPrefix("folds"))
    #expect(problem { $0.key = ["item"] }.hasPrefix("key"))
    #expect(problem { $0.key = ["slot", "slot"] }.hasPrefix("key"))
    #expect(problem { $0.reward = "p" }.contains("three columns"))
    #expect(problem { $0.estimators = [] }.hasPrefix("estimators"))
    #expect(
      problem {
        $0.interval = .bernstein
        $0.cluster = "user"
      }.hasPrefix("interval"))
  }
}
