/// What the ledger says of an event beyond its subject, where that is known: written and read back in one place.
package enum EventDetail: Hashable, Sendable {
  /// Nobody had told of it before.
  case new
  /// The key that a system gave it.
  case called(String, by: String)
  case stageBefore(Stage)
  /// A record, and what it refers to that nobody has told of yet, each as `Order A-1`.
  case waits(String, for: String)
  case deletedForGood(by: String)
  /// A person had it sent alone.
  case sentAlone

  package var text: String {
    switch self {
    case .new: "It is new."
    case .called(let key, let system): "\(system)\(Self.calls)\(key)."
    case .stageBefore(let stage): "\(Self.was)\(stage.rawValue)\(Self.before)"
    case .waits(let record, let other): "\(record)\(Self.waits)\(other)\(Self.unknown)"
    case .deletedForGood(let system): "\(system)\(Self.deleted)"
    case .sentAlone: "Sent by itself."
    }
  }

  private static let calls = " calls it "
  private static let (was, before) = ("It was ", " before.")
  private static let (waits, unknown) = (" waits for ", ", who is not known yet.")
  private static let deleted = " deleted it and is sent nothing of it any more."

  /// Nil for anything else.
  package init?(_ what: EntityEvent.What, _ subject: String?, _ text: String) {
    switch (what, subject) {
    case (.told, _) where text == Self.new.text: self = .new
    case (.key, let system?):
      guard let key = Self.between(system + Self.calls, ".", in: text) else { return nil }
      self = .called(key, by: system)
    case (.stage, _):
      guard let stage = Self.between(Self.was, Self.before, in: text).flatMap(Stage.init(rawValue:)) else { return nil }
      self = .stageBefore(stage)
    case (.held, _):
      guard let pair = Self.between("", Self.unknown, in: text), let middle = pair.ranges(of: Self.waits).last else {
        return nil
      }
      self = .waits(String(pair[..<middle.lowerBound]), for: String(pair[middle.upperBound...]))
    case (.deleted, let system?) where text == system + Self.deleted: self = .deletedForGood(by: system)
    case (.decided, _) where text == Self.sentAlone.text: self = .sentAlone
    default: return nil
    }
  }

  private static func between(_ start: String, _ end: String, in text: String) -> String? {
    guard text.hasPrefix(start), text.hasSuffix(end), text.count > start.count + end.count else { return nil }
    return String(text.dropFirst(start.count).dropLast(end.count))
  }
}
