package import Exchange
import XMLEngine

/// Chooses the format of a file and judges it without any effect.
package struct FileTrial {
  package let configuration: Configuration
  package let catalogue: FormatCatalogue
  /// In which files may be; nil takes whichever format of the configuration has the file's root element.
  package let formats: SentFormats?
  package let sender: System?

  /// For files of a system, with what is compiled already.
  package init(_ configuration: Configuration, _ catalogue: FormatCatalogue, sender: System) {
    self.configuration = configuration
    self.catalogue = catalogue
    self.sender = sender
    formats = catalogue.sent(by: sender)
  }

  package init(
    _ configuration: Configuration, formatName: String?, sender: System?
  ) throws {
    self.configuration = configuration
    self.sender = sender
    catalogue = try FormatCatalogue(configuration)
    if let name = formatName {
      guard let named = catalogue[name] else {
        let names = configuration.formats.map(\.name)
        let remedy =
          NearestName.of(name, among: names).map { "did you mean \($0)?" }
          ?? "the configuration has \(names.joined(separator: ", "))"
        throw Failure(.usage, "there is no format \(name); \(remedy)")
      }
      formats = SentFormats(named)
    } else {
      formats = sender.flatMap(catalogue.sent)
    }
  }

  package func run(
    _ file: InputFile, depth: DryRun.Depth, issue: (Issue) throws -> Void,
    document: (DryRunDocument) throws -> Void = { _ in }
  ) throws -> (format: String, result: DryRun.Result) {
    let trial = try dryRun(of: file)
    let result = try trial.run(file.source(), depth: depth, issue: issue, document: document)
    return (result.format, result)
  }

  /// What judges a file, in its format.
  package func dryRun(of file: InputFile) throws -> DryRun {
    let chosen = try formats ?? FormatChoice.choose(among: catalogue.readable) { file.source() }
    guard let chosen else {
      throw Failure(.configuration, "no format has records, so no file can be read; give one its records")
    }
    return DryRun(formats: chosen, sender: sender, configuration: configuration, catalogue: catalogue)
  }
}
