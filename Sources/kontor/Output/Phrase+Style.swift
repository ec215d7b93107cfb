import Exchange
import Operations

extension Phrase {
  static func style(of verdict: InterchangeVerdict?) -> Style {
    switch verdict {
    case .accepted: .good
    case .acceptedWithWarnings, .partiallyAccepted, .held: .warning
    case .rejected: .bad
    case .duplicate, nil: .faint
    }
  }
}
