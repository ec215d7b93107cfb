package import Exchange

extension FieldRule.Owner {
  /// As the configuration writes it.
  package var word: String {
    switch self {
    case .system(let name): name
    case .shared: Self.sharedName
    }
  }
}
