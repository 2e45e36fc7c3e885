import COpenBLAS

/// The version and configuration of the linear-algebra library, as it states them.
public func libraryVersion() -> String {
  guard let text = openblas_get_config() else { return "unknown" }
  return String(cString: text)
}
