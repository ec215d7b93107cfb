/// The `format.yaml` of a format pack, as the configuration reader found it.
struct PackFile {
  /// The name of the file in every pack.
  static let fileName = "format.yaml"

  /// The pack's folder, as the configuration writes it, without a slash at the end.
  let written: String
  /// The pack's folder, absolute.
  let folder: String
  /// Its keys; nil where it could not be read, which was noted.
  var section: Section<FormatKey>?

  /// What ledger and acknowledgements call a file that the pack names.
  func name(of path: String) -> String {
    path.hasPrefix("/") || written.isEmpty ? path : written + "/" + path
  }
}

/// What a format can say of itself: in the configuration, in a pack, or in either.
enum FormatKey: String, CaseIterable {
  case title
  case standard
  case description
  case sides
  case losses
  case pack
  case root
  case schema
  case records
  case envelope
  case ignore
  case read
  case write
  case with
  case parameters
  case codes
  case document
  case encoding
  case unmappable

  /// For people, about the format: only a pack has them.
  static let about: [FormatKey] = [.title, .standard, .description, .sides, .losses]
  static let inConfiguration = allCases.filter { !about.contains($0) }
  static let inPack = allCases.filter { $0 != .pack }
}
