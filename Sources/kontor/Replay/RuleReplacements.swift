import Exchange
import Foundation
import Operations

/// Schemas and stylesheets that are tried in the place of those of the configuration.
struct RuleReplacements {
  /// What an option names: `OLD=NEW`, or the new file alone.
  struct Named {
    enum Kind: String {
      case mapping, schema
    }

    var kind: Kind
    var text: String
  }

  /// The path that is read, by the path in whose place, both absolute.
  private(set) var paths: [String: String] = [:]

  /// - Throws: ``Failure`` where an option names no file of the configuration, or one that cannot be read.
  init(_ options: [Named], of configuration: Configuration) throws(Failure) {
    for option in options {
      let (old, new) = try Self.read(option, configuration)
      let path = ConfiguredPath.absolute(new, from: FileManager.default.currentDirectoryPath)
      let facts = PathFacts(path: path)
      guard facts.kind == .file, facts.isReadable else {
        throw Failure(.noInput, "\(new) cannot be read; --\(option.kind.rawValue) names the file that is to be tried")
      }
      if let other = paths[old] {
        throw Failure(.usage, "\(other) and \(new) are both to take the place of \(old); name one of them")
      }
      paths[old] = path
    }
  }

  /// What is wrong with the rules, told by the files that are read and not by those in whose place they stand.
  func told(_ error: FormatError) -> Failure {
    var (subject, message) = (error.subject, error.message)
    for (old, new) in paths {
      subject = subject.replacing(old, with: new)
      message = message.replacing(old, with: new)
    }
    return Failure(.configuration, "\(subject): \(message) (format \(error.format))")
  }

  // MARK: - Reading an option

  private static func read(_ option: Named, _ configuration: Configuration) throws(Failure) -> (
    old: String, new: String
  ) {
    let files = files(option.kind, of: configuration)
    guard let equals = option.text.firstIndex(of: "=") else {
      let name = option.text.split(separator: "/").last.map(String.init) ?? ""
      let same = files.filter { $0.absolute.hasSuffix("/" + name) }
      guard same.count == 1 else {
        let found = same.isEmpty ? "no \(option.kind.noun) of the configuration is" : "\(same.count) of them are"
        throw Failure(
          .usage,
          "\(found) called \(name); name the one in whose place it is tried: --\(option.kind.rawValue) "
            + "\(files.first?.name ?? "OLD")=\(option.text)")
      }
      return (same[0].absolute, option.text)
    }
    let (old, new) = (String(option.text[..<equals]), String(option.text[option.text.index(after: equals)...]))
    let candidates = [configuration.folder, FileManager.default.currentDirectoryPath].map {
      ConfiguredPath.absolute(old, from: $0)
    }
    let folders = Set(files.map { folder(of: $0.absolute) })
    if configuration.formats.contains(where: { $0.pack.map { candidates.contains($0.absolute) } ?? false }) {
      throw Failure(
        .usage,
        "\(old) is read with the configuration and not with \(option.kind.noun)s; change it, or name another "
          + "configuration with --config")
    }
    for path in candidates where PathFacts(path: path).kind == .file {
      // What they import or include lies in the same folder, or below.
      if files.contains(where: { $0.absolute == path }) || folders.contains(where: { path.hasPrefix($0 + "/") }) {
        return (path, new)
      }
    }
    let nearest = NearestName.of(old, among: files.map(\.name))
    throw Failure(
      .usage,
      "\(old) is no \(option.kind.noun) of the configuration; "
        + (nearest.map { "did you mean \($0)?" } ?? "it has \(files.map(\.name).joined(separator: ", "))"))
  }

  private static func folder(of path: String) -> String {
    "/" + path.split(separator: "/").dropLast().joined(separator: "/")
  }

  /// Each file once, in the order of the configuration.
  private static func files(_ kind: Named.Kind, of configuration: Configuration) -> [ConfiguredPath] {
    var files: [ConfiguredPath] = []
    for format in configuration.formats {
      let named =
        switch kind {
        case .schema: [format.schema]
        case .mapping: format.stylesheets
        }
      for path in named where !files.contains(where: { $0.absolute == path.absolute }) { files.append(path) }
    }
    if kind == .schema, !configuration.formats.contains(where: \.isCanonical) {
      let written = "xsd/exchange.xsd"
      files.append(
        ConfiguredPath(
          written: written, absolute: ConfiguredPath.absolute(written, from: configuration.folder), place: .start))
    }
    return files
  }
}

extension RuleReplacements.Named.Kind {
  fileprivate var noun: String {
    switch self {
    case .mapping: "stylesheet"
    case .schema: "schema"
    }
  }
}

extension Format {
  /// The stylesheets that it is read and written with, by their names.
  fileprivate var stylesheets: [ConfiguredPath] {
    let reading: [ConfiguredPath] =
      switch reading {
      case .asItStands: []
      case .stylesheet(let path): [path]
      case .stylesheets(let paths): Array(paths.values)
      }
    return (reading + write.values).sorted { $0.name < $1.name }
  }
}
