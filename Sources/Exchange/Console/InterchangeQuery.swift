/// Which interchanges a list shows. Nil takes all; decisions of the desk are left out, unless their sender is named.
package struct InterchangeQuery: Hashable, Sendable {
  package var sender: String?
  package var verdict: InterchangeVerdict?
  package var state: InterchangeState?
  /// Something was found in it, or in one of its records, with this code.
  package var code: String?
  /// It holds a record of this entity; with ``code``, one in which that was found.
  package var entity: String?
  /// Not received before this moment.
  package var since: Timestamp?
  /// Received before this moment.
  package var until: Timestamp?
  /// Something of it was rejected, and that stands so now.
  package var rejection: Rejection.State?
  /// What a person typed to find it by; see ``SearchText``.
  package var text: SearchText?

  package init() {}
}

/// A place in a list of interchanges, between two of them.
package enum InterchangePlace: Hashable, Sendable {
  /// In the order of receipt.
  case number(Int64)
  /// In the order of the moments of receipt, by which a list is sorted that asks for a time: clocks are put back.
  case moment(Timestamp, Int64)
  /// In the order of the ids, by which a list is sorted that asks for a code.
  case id(InterchangeID)

  /// `n35123`, `t1795946400000-35123` or `i01KAVB0QZ3…`: fit for a link.
  package var text: String {
    switch self {
    case .number(let number): "n\(number)"
    case .moment(let moment, let number): "t\(moment.milliseconds)-\(number)"
    case .id(let id): "i\(id.text)"
    }
  }

  /// Nil for what is no place.
  package init?(_ text: String) {
    let rest = String(text.dropFirst())
    switch text.first {
    case "n":
      guard let number = Self.number(rest) else { return nil }
      self = .number(number)
    case "t":
      let parts = rest.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, let moment = Self.number(parts[0]), let number = Self.number(parts[1]) else { return nil }
      self = .moment(Timestamp(milliseconds: moment), number)
    case "i":
      guard let id = InterchangeID(written: rest) else { return nil }
      self = .id(id)
    default: return nil
    }
  }

  /// One that a ledger can have given, and that can be counted on from.
  private static func number(_ text: some StringProtocol) -> Int64? {
    Int64(text).flatMap { (0..<Int64.max).contains($0) ? $0 : nil }
  }
}

/// From where a page of a list goes on, and which way.
package enum PageStart: Hashable, Sendable {
  case newest
  /// To what is older than a place.
  case before(InterchangePlace)
  /// To what is newer.
  case after(InterchangePlace)
}

/// One page of a list, newest first.
package struct InterchangePage: Hashable, Sendable {
  package var interchanges: [Interchange] = []
  /// Where the next older page begins; nil where there is none.
  package var older: InterchangePlace?
  /// Where the next newer one begins; nil on the first.
  package var newer: InterchangePlace?
  /// Before the newest one of the page, for counting what came since.
  package var top: InterchangePlace
  /// It looked through only so much: there may be more beyond ``older``, or beyond ``newer`` for a page of newer ones.
  package var isPartial = false

  package init(top: InterchangePlace) {
    self.top = top
  }
}
