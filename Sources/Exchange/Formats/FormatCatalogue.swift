import Foundation
package import XMLEngine

/// All formats of a configuration, compiled, and the canonical schema that every mapping must meet.
package final class FormatCatalogue {
  private let formats: [String: CompiledFormat]
  /// Who does what can be done beside deciding; nil where nobody does.
  let workers: Workers?

  /// `xsd/exchange.xsd`: the canonical format's own schema, or the one beside the configuration file.
  package let canonicalSchema: Schema
  package let canonicalVersion: Version?
  /// What decisions come in.
  let desk: CompiledFormat

  /// Compiles everything. Throws the first file that cannot be used.
  package init(_ configuration: Configuration) throws(FormatError) {
    workers = configuration.speed.isPlain ? nil : Workers(count: configuration.speed.workers)
    var compiled: [String: CompiledFormat] = [:]
    for format in configuration.formats {
      compiled[format.name] = try CompiledFormat(format, plain: configuration.speed.isPlain, workers: workers)
    }
    formats = compiled
    if let canonical = configuration.formats.first(where: \.isCanonical).flatMap({ compiled[$0.name] }) {
      canonicalSchema = canonical.schema
      canonicalVersion = canonical.versions.first { $0.kind == .schema }
      desk = try CompiledFormat(.desk(of: configuration, schema: canonical.format.schema))
    } else {
      let path = configuration.folder + "/xsd/exchange.xsd"
      do {
        canonicalSchema = try Schema(path: path)
      } catch {
        throw FormatError(
          format: "exchange", subject: path,
          message: "\(error.message); every mapping into canonical is checked against this schema")
      }
      canonicalVersion = nil
      desk = try CompiledFormat(
        .desk(of: configuration, schema: ConfiguredPath(written: "xsd/exchange.xsd", absolute: path, place: .start)))
    }
    try requireDifferentRoots(in: configuration)
  }

  /// A file goes to the first format that has its root element, so a second one with the same would never be asked.
  private func requireDifferentRoots(in configuration: Configuration) throws(FormatError) {
    for system in configuration.systems where system.sends.count > 1 {
      var owners: [String: String] = [:]
      for name in system.sends {
        for root in self[name.value]?.roots ?? [] {
          if let owner = owners.updateValue(name.value, forKey: root), owner != name.value {
            throw FormatError(
              format: name.value, subject: "\(configuration.file):\(name.place.line):\(name.place.column)",
              message:
                "files of format \"\(name.value)\" cannot be told from those of \"\(owner)\": both may begin with "
                + "\(root); give each a root of its own, or name one of them only")
          }
        }
      }
    }
  }

  package subscript(name: String) -> CompiledFormat? { formats[name] }

  /// Formats that files can be read in, by name.
  package var readable: [CompiledFormat] {
    formats.values.filter { !$0.format.records.isEmpty }.sorted { $0.format.name < $1.format.name }
  }
}
