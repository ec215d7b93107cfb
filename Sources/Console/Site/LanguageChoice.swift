import Exchange

/// In which language somebody is answered: as he chose, as his user has it, as his browser asks for, as the console is
/// configured.
enum LanguageChoice {
  static let cookie = "kontor-language"

  static func language(of request: WebRequest, user: Language?, standard: Language) -> Language {
    request.cookie(cookie).flatMap { Language(rawValue: $0) } ?? user
      ?? accepted(request.headers["accept-language"]) ?? standard
  }

  /// The one with the greatest weight of those that there are (RFC 9110, section 12.5.4).
  static func accepted(_ header: String?) -> Language? {
    var best: (language: Language, weight: Double)?
    for item in (header ?? "").split(separator: ",").prefix(20) {
      let parts = item.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      guard let tag = parts.first, let primary = tag.split(separator: "-").first,
        let language = Language(rawValue: String(primary))
      else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      if weight > best?.weight ?? 0 { best = (language, weight) }
    }
    return best?.language
  }
}
