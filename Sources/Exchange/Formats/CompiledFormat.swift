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
    var schemas = [format.schema]
    do {
      var parts: [ConfiguredPath]
      (schema, parts) = try Self.withParts(of: format.schema) { () throws(XMLEngineError) in
        try Schema(path: format.schema.absolute)
      }
      files += parts
      schemas += parts
      switch format.reading {
      case .asItStands:
        (readAll, readOne) = (nil, [:])
      case .stylesheet(let path):
        let stylesheet: Stylesheet
        (stylesheet, parts) = try Self.withParts(of: path) { () throws(XMLEngineError) in
          try Stylesheet(path: path.absolute, compiling: !plain)
        }
        (readAll, readOne) = (stylesheet, [:])
        files += [path] + parts
      case .stylesheets(let paths):
        readAll = nil
        (readOne, parts) = try Self.compile(paths, plain: plain)
        files += paths.values + parts
      }
      (writeOne, parts) = try Self.compile(format.write, plain: plain)
      files += format.write.values + parts
    } catch {
      throw FormatError(format: format.name, error)
    }
    layout = RecordLayout(format)
    versions = try Self.versions(of: files, schemas: schemas, format: format.name)
  }

  /// Compiles a file, and names the others that it imports or includes: they decide as much as it does itself.
  private static func withParts<Compiled>(
    of file: ConfiguredPath, _ compile: () throws(XMLEngineError) -> Compiled
  ) throws(XMLEngineError) -> (Compiled, [ConfiguredPath]) {
    let read = FilesRead()
    let outcome = RuleFiles.noting(in: read) { () -> Result<Compiled, XMLEngineError> in
      do throws(XMLEngineError) { return .success(try compile()) } catch { return .failure(error) }
    }
    read.paths.forEach(RuleFiles.note)
    let main = RuleFiles.resolved(file.absolute)
    let folder = main.prefix(main.count - (main.split(separator: "/").last?.count ?? 0))
    let name = file.name.prefix(file.name.count - (file.name.split(separator: "/").last?.count ?? 0))
    let parts = read.paths.filter { RuleFiles.resolved($0) != main }.map { path in
      // Parts lie in the folder of the file or below.
      let below = RuleFiles.resolved(path)
      let written = below.hasPrefix(folder) ? name + below.dropFirst(folder.count) : below[...]
      return ConfiguredPath(written: String(written), absolute: path, place: file.place)
    }
    return (try outcome.get(), parts)
  }

  private static func compile(
    _ paths: [Entity: ConfiguredPath], plain: Bool
  ) throws(XMLEngineError) -> ([Entity: Stylesheet], parts: [ConfiguredPath]) {
    var compiled: [String: Stylesheet] = [:]
    var result: [Entity: Stylesheet] = [:]
    var parts: [ConfiguredPath] = []
    for (entity, path) in paths {
      if let same = compiled[path.absolute] {
        result[entity] = same
        continue
      }
      let (stylesheet, own) = try withParts(of: path) { () throws(XMLEngineError) in
        try Stylesheet(path: path.absolute, compiling: !plain)
      }
      compiled[path.absolute] = stylesheet
      result[entity] = stylesheet
      parts += own
    }
    return (result, parts)
  }

  private static func versions(
    of files: [ConfiguredPath], schemas: [ConfiguredPath], format: String
  ) throws(FormatError) -> [Version] {
    var versions: [Version] = []
    for file in files.sorted(by: { $0.name < $1.name }) where !versions.contains(where: { $0.name == file.name }) {
      do {
        let parts = file.absolute.split(separator: "/")
        let folder = try Folder(path: "/" + parts.dropLast().joined(separator: "/"), calls: LinuxFileCalls())
        let digest = try folder.open(FileName(String(parts.last ?? ""))).digest()
        versions.append(
          Version(
            schemas.contains { $0.absolute == file.absolute } ? .schema : .mapping, name: file.name,
            sha256: digest.sha256))
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
