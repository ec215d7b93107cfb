import Foundation
package import XMLEngine

/// All formats of a configuration, compiled, and the canonical schema that every mapping must meet.
package final class FormatCatalogue {
  private let formats: [String: CompiledFormat]

  /// `xsd/exchange.xsd`: the canonical format's own schema, or the one beside the configuration file.
  package let canonicalSchema: Schema
  package let canonicalVersion: Version?
  /// What decisions come in.
  let desk: CompiledFormat

  /// Compiles everything. Throws the first file that cannot be used.
  ///
  /// - Parameter plain: leaves every mapping to libxslt, also those that could be compiled.
  package init(_ configuration: Configuration, plain: Bool = false) throws(FormatError) {
    var compiled: [String: CompiledFormat] = [:]
    for format in configuration.formats { compiled[format.name] = try CompiledFormat(format, plain: plain) }
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
  }

  package subscript(name: String) -> CompiledFormat? { formats[name] }

  /// A sender and the format of the files that it drops; nil where the configuration names it no more. The desk is one.
  func reading(of sender: String, in configuration: Configuration) -> (System, CompiledFormat)? {
    if sender == System.desk { return (.desk(of: configuration), desk) }
    guard let system = configuration.system(named: sender), let format = self[system.sends.value] else { return nil }
    return (system, format)
  }

  /// Formats that files can be read in, by name.
  package var readable: [CompiledFormat] {
    formats.values.filter { !$0.format.records.isEmpty }.sorted { $0.format.name < $1.format.name }
  }
}
