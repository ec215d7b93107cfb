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
  case carry
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
