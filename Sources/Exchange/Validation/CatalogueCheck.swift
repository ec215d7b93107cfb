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
  /// Parameters that no stylesheet of their format has, in the order of formats and names.
  package private(set) var unused: [ConfigurationProblem] = []
  /// In the order of formats and paths; only those of formats without a fault.
  package private(set) var mappings: [Mapping] = []

  package init(_ configuration: Configuration) {
    for format in configuration.formats {
      do {
        let compiled = try CompiledFormat(format)
        mappings += compiled.stylesheets.map {
          Mapping(format: format.name, path: $0.path, interpretedBecause: $0.interpretedBecause)
        }
        unused += Self.unusedParameters(of: compiled, in: configuration.file)
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

  private static func unusedParameters(of compiled: CompiledFormat, in file: String) -> [ConfigurationProblem] {
    let format = compiled.format
    let declared = compiled.stylesheets.reduce(into: Set<String>()) { $0.formUnion($1.parameters) }
    return format.parameters.keys.filter { !declared.contains($0) }.sorted().map { name in
      ConfigurationProblem(
        .warning, file: file, place: format.place,
        message: "no stylesheet of format \"\(format.name)\" has a parameter \"\(name)\", so it changes nothing",
        remedy: declared.isEmpty ? nil : "there are \(ConfigurationReader.list(declared.sorted()))",
        suggestion: NearestName.of(name, among: declared.sorted()))
    }
  }
}
