/// What is said of a visit in a few words, where the words are known: written and read back in one place.
package enum AccessDetail: Hashable, Sendable {
  /// The values of fields were shown.
  case values
  /// A file was shown to be put right.
  case toEdit
  /// It was shown with what is wrong in a text that somebody wrote.
  case toValidate
  /// What somebody is allowed to, or lacks, or loses: seeing what files hold.
  case payloads
  case noPayloads
  case role(String)
  /// The role that would have been needed.
  case needs(role: String)
  /// By its code: `en`.
  case language(String)
  /// A session that nobody knows any more.
  case unknown
  case noToken
  /// What was typed is no user's name.
  case noUser
  /// By a link that the program printed.
  case link
  /// So many were left out.
  case entries(Int)
  /// What a job does, to how many.
  case job(Decision.Action, Int)

  package var text: String {
    switch self {
    case .values: "values"
    case .toEdit: "to edit"
    case .toValidate: "to validate"
    case .payloads: "payloads"
    case .noPayloads: "no payloads"
    case .role(let role): "role \(role)"
    case .needs(let role): "needs \(role)"
    case .language(let code): "language \(code)"
    case .unknown: "unknown"
    case .noToken: "no token"
    case .noUser: "no user's name"
    case .link: "link"
    case .entries(let count): "\(count) entries"
    case .job(let action, let count): "\(action.rawValue), \(count)"
    }
  }

  /// As an entry has it: one, or several with commas between them.
  package static func text(_ details: [AccessDetail]) -> String {
    details.map(\.text).joined(separator: ", ")
  }

  /// Nil where a part of the text is none of these.
  package static func all(in text: String) -> [AccessDetail]? {
    let parts = text.split(separator: ",").map { String($0.drop { $0 == " " }) }
    if parts.count == 2, let action = Decision.Action(rawValue: parts[0]), let count = Int(parts[1]) {
      return [.job(action, count)]
    }
    let found = parts.compactMap(Self.init)
    return found.count == parts.count ? found : nil
  }

  private init?(_ part: String) {
    let plain: [AccessDetail] = [
      .values, .toEdit, .toValidate, .payloads, .noPayloads, .unknown, .noToken, .noUser, .link,
    ]
    if let one = plain.first(where: { $0.text == part }) {
      self = one
      return
    }
    let words = part.split(separator: " ").map(String.init)
    guard words.count == 2 else { return nil }
    switch words[0] {
    case "role": self = .role(words[1])
    case "needs": self = .needs(role: words[1])
    case "language": self = .language(words[1])
    default:
      guard words[1] == "entries", let count = Int(words[0]) else { return nil }
      self = .entries(count)
    }
  }
}
