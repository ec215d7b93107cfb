import Glibc

extension ConfigurationCheck {
  /// Whether the folders are there, and Kontor may work in them.
  mutating func checkFolders() {
    for managed in managed where managed.path != configuration.ledger {
      checkFolder(managed.path, managed.title, at: managed.path.absolute)
    }
    let ledger = configuration.ledger
    let folder = ledger.absolute.split(separator: "/").dropLast().joined(separator: "/")
    checkFolder(ledger, "the folder of the ledger", at: "/" + folder)
    let facts = look(ledger.absolute)
    if facts.kind == .folder || facts.kind == .other {
      note(ledger.place, "the ledger \"\(ledger.written)\" is not a file", "name the database file itself")
    } else if facts.kind == .file, !facts.isReadable || !facts.isWritable {
      noteDenied(ledger, "the ledger", at: ledger.absolute, facts)
    }
  }

  private mutating func checkFolder(_ path: ConfiguredPath, _ title: String, at absolute: String) {
    let facts = look(absolute)
    switch facts.kind {
    case .missing:
      warn(path.place, "\(title), \(absolute), does not exist", "kontor init creates it")
    case .file, .other:
      note(path.place, "\(title), \(absolute), is not a folder", "name a folder")
    case .folder:
      if !facts.isReadable || !facts.isWritable { noteDenied(path, title, at: absolute, facts) }
    }
  }

  private mutating func noteDenied(_ path: ConfiguredPath, _ title: String, at absolute: String, _ facts: PathFacts) {
    let user = Self.userName(geteuid())
    let mode = String(facts.mode, radix: 8)
    note(
      path.place,
      "user \(user) may not read and write \(title), \(absolute): owner \(Self.userName(facts.owner)), mode 0\(mode)",
      "give it to \(user) with chown, or to a group of \(user)'s with chgrp and chmod g+rwX")
  }

  private static func userName(_ id: UInt32) -> String {
    getpwuid(id).map { String(cString: $0.pointee.pw_name) } ?? "\(id)"
  }

  /// Whether schemas and stylesheets are there.
  mutating func checkFiles() {
    for format in configuration.formats {
      checkFile(format.schema, "schema")
      var stylesheets = Array(format.write.values)
      switch format.reading {
      case .asItStands: break
      case .stylesheet(let path): stylesheets.append(path)
      case .stylesheets(let paths): stylesheets += paths.values
      }
      for path in stylesheets { checkFile(path, "stylesheet") }
    }
  }

  private mutating func checkFile(_ path: ConfiguredPath, _ title: String) {
    let facts = look(path.absolute)
    switch facts.kind {
    case .file where facts.isReadable:
      return
    case .file:
      let mode = String(facts.mode, radix: 8)
      note(
        path.place, "user \(Self.userName(geteuid())) may not read the \(title) \"\(path.written)\"",
        "its owner is \(Self.userName(facts.owner)), its mode 0\(mode)")
    case .folder, .other:
      note(path.place, "the \(title) \"\(path.written)\" is not a file")
    case .missing:
      noteMissing(path, title)
    }
  }

  private mutating func noteMissing(_ path: ConfiguredPath, _ title: String) {
    let components = path.absolute.split(separator: "/").map(String.init)
    let folder = "/" + components.dropLast().joined(separator: "/")
    guard look(folder).kind == .folder else {
      note(
        path.place, "the \(title) \"\(path.written)\" does not exist", "neither does its folder, \(folder)")
      return
    }
    let nearest = NearestName.of(components.last ?? "", among: PathFacts.names(in: folder))
    // The suggestion is spelled like the mistake, so that it can be put in its place.
    let suggestion = nearest.map { name in
      (path.written.split(separator: "/", omittingEmptySubsequences: false).dropLast() + [name[...]])
        .joined(separator: "/")
    }
    note(
      path.place, "the \(title) \"\(path.written)\" does not exist", "no file in \(folder) has a name like it",
      suggestion: suggestion)
  }
}
