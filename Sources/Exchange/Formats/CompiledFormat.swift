import DropFolder
package import XMLEngine

/// A format with its schema and stylesheets compiled: made once, used for every file.
package final class CompiledFormat {
  package let format: Format
  package let schema: Schema
  /// Where its records are while reading.
  package let layout: RecordLayout
  /// What its decisions rest on, for acknowledgements and the ledger.
  package let versions: [Version]
  /// Who reads records in batches; nil where files are read as one stream.
  let workers: Workers?
  private let readAll: Stylesheet?
  private let readOne: [Entity: Stylesheet]
  private let writeOne: [Entity: Stylesheet]

  /// - Parameters:
  ///   - plain: whether mappings are interpreted, and files read as one stream.
  package init(_ format: Format, plain: Bool = false, workers: Workers? = nil) throws(FormatError) {
    self.format = format
    self.workers = plain ? nil : workers
    // What a pack says of codes and parameters decides as much as its stylesheets.
    var files = [format.schema] + [format.pack].compactMap(\.self)
    do {
      schema = try Schema(path: format.schema.absolute)
      switch format.reading {
      case .asItStands:
        (readAll, readOne) = (nil, [:])
      case .stylesheet(let path):
        (readAll, readOne) = (try Stylesheet(path: path.absolute, compiling: !plain), [:])
        files.append(path)
      case .stylesheets(let paths):
        readAll = nil
        readOne = try Self.compile(paths, plain: plain)
        files += paths.values
      }
      writeOne = try Self.compile(format.write, plain: plain)
      files += format.write.values
    } catch {
      throw FormatError(format: format.name, error)
    }
    layout = RecordLayout(format)
    versions = try Self.versions(of: files, schema: format.schema, format: format.name)
  }

  private static func compile(
    _ paths: [Entity: ConfiguredPath], plain: Bool
  ) throws(XMLEngineError) -> [Entity: Stylesheet] {
    var compiled: [String: Stylesheet] = [:]
    var result: [Entity: Stylesheet] = [:]
    for (entity, path) in paths {
      if let same = compiled[path.absolute] {
        result[entity] = same
        continue
      }
      let stylesheet = try Stylesheet(path: path.absolute, compiling: !plain)
      compiled[path.absolute] = stylesheet
      result[entity] = stylesheet
    }
    return result
  }

  private static func versions(
    of files: [ConfiguredPath], schema: ConfiguredPath, format: String
  ) throws(FormatError) -> [Version] {
    var versions: [Version] = []
    for file in files.sorted(by: { $0.name < $1.name }) where !versions.contains(where: { $0.name == file.name }) {
      do {
        let parts = file.absolute.split(separator: "/")
        let folder = try Folder(path: "/" + parts.dropLast().joined(separator: "/"), calls: LinuxFileCalls())
        let digest = try folder.open(FileName(String(parts.last ?? ""))).digest()
        versions.append(
          Version(file.absolute == schema.absolute ? .schema : .mapping, name: file.name, sha256: digest.sha256))
      } catch {
        throw FormatError(format: format, subject: file.absolute, message: error.message)
      }
    }
    return versions
  }

  /// All its stylesheets by path, each once.
  var stylesheets: [Stylesheet] {
    let all = [readAll].compactMap(\.self) + Array(readOne.values) + Array(writeOne.values)
    return Dictionary(all.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
      .values.sorted { $0.path < $1.path }
  }

  /// The stylesheet that makes records of an entity canonical; nil where they are canonical as they stand.
  func readStylesheet(for entity: Entity) -> Stylesheet? { readAll ?? readOne[entity] }

  /// The stylesheet that writes a canonical record in this format; nil where it is written as it stands.
  func writeStylesheet(for entity: Entity) -> Stylesheet? { writeOne[entity] }
}

/// A schema or stylesheet that cannot be used.
package struct FormatError: Error, CustomStringConvertible, Sendable {
  package let format: String
  /// The file at fault.
  package let subject: String
  package let message: String

  init(format: String, subject: String, message: String) {
    self.format = format
    self.subject = subject
    self.message = message
  }

  init(format: String, _ error: XMLEngineError) {
    self.init(format: format, subject: error.subject, message: error.message)
  }

  package var description: String { "\(subject): \(message) (format \(format))" }
}

extension EnvelopePaths {
  /// All paths that are given.
  var all: [ElementPath] {
    [sender, receiver, controlNumber, created, test, count].compactMap { $0 }
  }
}
