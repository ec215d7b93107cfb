extension Configuration {
  /// The files whose content it rests on, absolute: itself, what it refers to, and what its formats are compiled from. Not
  /// what those include.
  package var files: Set<String> {
    var files = referencedFiles
    files.insert(ConfiguredPath.absolute(String(file.split(separator: "/").last ?? ""), from: folder))
    for format in formats {
      if let pack = format.pack { files.insert(pack.absolute) }
      files.insert(format.schema.absolute)
      files.formUnion(format.write.values.map(\.absolute))
      switch format.reading {
      case .asItStands: break
      case .stylesheet(let path): files.insert(path.absolute)
      case .stylesheets(let paths): files.formUnion(paths.values.map(\.absolute))
      }
    }
    return files
  }
}
