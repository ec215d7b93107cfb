/// How an archive spreads its files over folders.
package enum ArchiveLayout: String, Hashable, Sendable, CaseIterable {
  /// `YYYY/MM/DD/name`: a folder stays small enough to be listed.
  case byDay
  /// `name`: for few files, which people look for themselves.
  case flat

  func folders(for day: ArchiveDay) -> [FileName] {
    switch self {
    case .byDay: day.text.split(separator: "-").map { FileName.makeSafe(from: String($0)) }
    case .flat: []
    }
  }
}
