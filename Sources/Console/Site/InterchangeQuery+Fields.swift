package import Exchange

/// A value that a filter cannot take.
package struct FilterMistake: Error, Sendable, Equatable {
  /// The field's name in the query.
  package var field: String
  package var value: String

  package init(field: String, value: String) {
    self.field = field
    self.value = value
  }
}

extension InterchangeQuery {
  /// The fields of a query that say which interchanges are meant; the others say which part of the list is shown.
  package static let fields = [
    "q", "sender", "verdict", "state", "entity", "code", "rejection", "since", "until",
  ]

  /// Which interchanges a query asks for. What is left empty takes all.
  ///
  /// - Parameters:
  ///   - fields: `q`, `sender`, `verdict`, `state`, `entity`, `code`, `rejection`, `since` and
  ///     `until` (dates; the last day is meant with all its hours).
  ///   - zone: in which days begin and end.
  ///   - systems: by name.
  package init(_ fields: Fields, in zone: Zone, systems: [String]) throws(FilterMistake) {
    self.init()
    text = fields.filled("q").flatMap { SearchText($0) }
    code = fields.filled("code")
    if let name = fields.filled("sender") {
      guard name == System.desk || systems.contains(name) else {
        throw FilterMistake(field: "sender", value: name)
      }
      sender = name
    }
    verdict = try Self.choice(fields, "verdict") { InterchangeVerdict(rawValue: $0) }
    state = try Self.choice(fields, "state") { InterchangeState(rawValue: $0) }
    rejection = try Self.choice(fields, "rejection") { Rejection.State(rawValue: $0) }
    entity = try Self.choice(fields, "entity") { Entity(rawValue: $0)?.rawValue }
    since = try Self.choice(fields, "since") { CivilDate(text: $0).map { Self.start(of: $0.days, in: zone) } }
    until = try Self.choice(fields, "until") { CivilDate(text: $0).map { Self.start(of: $0.days + 1, in: zone) } }
  }

  private static func choice<Value>(
    _ fields: Fields, _ name: String, _ read: (String) -> Value?
  ) throws(FilterMistake) -> Value? {
    guard let written = fields.filled(name) else { return nil }
    guard let value = read(written) else { throw FilterMistake(field: name, value: written) }
    return value
  }

  private static func start(of day: Int, in zone: Zone) -> Timestamp {
    Timestamp(milliseconds: zone.moment(on: day, at: 0) * 1000)
  }
}

extension CivilDate {
  /// Reads `2026-11-24`, as browsers send dates.
  init?(text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension PageStart {
  /// From the fields `before` and `after`, which hold places.
  package init(_ fields: Fields) throws(FilterMistake) {
    self = .newest
    for (name, make) in [("before", PageStart.before), ("after", PageStart.after)] {
      guard let text = fields.filled(name) else { continue }
      guard let place = InterchangePlace(text) else { throw FilterMistake(field: name, value: text) }
      self = make(place)
    }
  }
}
