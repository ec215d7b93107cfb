package import XMLEngine

/// What compiling all schemas and stylesheets of a configuration shows.
package struct CatalogueCheck {
  /// A stylesheet, and how it runs.
  package struct Mapping: Sendable {
    package let format: String
    package let path: String
    /// Nil where it is compiled.
    package let interpretedBecause: Stylesheet.Reason?
  }

  /// Everything that keeps Kontor from running, one fault for each format.
  package private(set) var faults: [FormatError] = []
  /// In the order of formats and paths; only those of formats without a fault.
  package private(set) var mappings: [Mapping] = []

  package init(_ configuration: Configuration) {
    for format in configuration.formats {
      do {
        let compiled = try CompiledFormat(format)
        mappings += compiled.stylesheets.map {
          Mapping(format: format.name, path: $0.path, interpretedBecause: $0.interpretedBecause)
        }
      } catch {
        faults.append(error)
      }
    }
    guard faults.isEmpty else { return }
    do {
      _ = try FormatCatalogue(configuration)
    } catch {
      faults.append(error)
    }
  }
}
