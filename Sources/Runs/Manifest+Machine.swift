import Foundation

extension Manifest {
  /// What the exact bits of a result depend on besides the program.
  public struct Machine: Codable, Sendable, Equatable {
    /// The name of the host.
    public var host: String
    /// The model of the processor.
    public var processor: String
    /// The number of processors in use.
    public var cores: Int
    /// The operating system.
    public var system: String
    /// The kernel that linear algebra runs on.
    public var blasKernel: String
    /// The version of the linear-algebra library.
    public var blasVersion: String
    /// The compiler.
    public var swift: String

    /// Describes a machine.
    public init(
      host: String, processor: String, cores: Int, system: String, blasKernel: String,
      blasVersion: String, swift: String
    ) {
      self.host = host
      self.processor = processor
      self.cores = cores
      self.system = system
      self.blasKernel = blasKernel
      self.blasVersion = blasVersion
      self.swift = swift
    }

    /// Describes the machine this process runs on.
    public static func current(blasKernel: String, blasVersion: String) -> Machine {
      let information = ProcessInfo.processInfo
      return Machine(
        host: information.hostName, processor: processorModel(),
        cores: information.activeProcessorCount, system: information.operatingSystemVersionString,
        blasKernel: blasKernel, blasVersion: blasVersion, swift: compiler)
    }

    /// Whether results are expected to agree bit for bit between two machines.
    public func isSameKind(as other: Machine) -> Bool {
      processor == other.processor && blasKernel == other.blasKernel
        && blasVersion == other.blasVersion && swift == other.swift
    }

    private static func processorModel() -> String {
      let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
      for line in text.split(separator: "\n") where line.hasPrefix("model name") {
        let parts = line.split(separator: ":", maxSplits: 1)
        if parts.count == 2 { return parts[1].trimmingCharacters(in: .whitespaces) }
      }
      return "unknown"
    }

    private static var compiler: String {
      #if compiler(>=6.4)
        "6.4 or later"
      #elseif compiler(>=6.3)
        "6.3"
      #else
        "6.2"
      #endif
    }
  }
}
