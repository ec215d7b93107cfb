/// Where a file is filed, relative to its archive: `2026/11/24/name`. Every part is a safe name.
struct ArchivePlace {
  let components: [FileName]

  init(components: [FileName]) {
    self.components = components
  }

  init(_ text: String) throws(FolderError) {
    var components: [FileName] = []
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      components.append(try FileName.safe(String(part)))
    }
    self.components = components
  }

  var name: FileName { components[components.count - 1] }

  var folders: [FileName] { Array(components.dropLast()) }

  func sideName(_ suffix: String) throws(FolderError) -> FileName {
    try FileName.safe(name.display + suffix)
  }

  var text: String { components.map(\.display).joined(separator: "/") }
}
