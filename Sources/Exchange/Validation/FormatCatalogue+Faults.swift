extension FormatCatalogue {
  /// Everything about a configuration's schemas and stylesheets that keeps Kontor from running, one fault for each
  /// format. Compiles all of them.
  package static func faults(of configuration: Configuration) -> [FormatError] {
    var faults: [FormatError] = []
    for format in configuration.formats {
      do {
        _ = try CompiledFormat(format)
      } catch {
        faults.append(error)
      }
    }
    guard faults.isEmpty else { return faults }
    do {
      _ = try FormatCatalogue(configuration)
    } catch {
      faults.append(error)
    }
    return faults
  }
}
