import Console
import Exchange

/// Values that tests of pages are made of.
enum Sample {
  /// 2026-11-29T09:58:00Z.
  static let now = Timestamp(milliseconds: 1_795_946_280_000)

  static let viewer = Viewer(name: "a.brandt", role: .operator, seesPayloads: true, formToken: "t-1")

  /// What somebody might name a file, to see what happens.
  static let hostile = "\"><script>alert(1)</script>'\u{202E}lmx\u{0}\u{1B}[2J&amp;"

  static func before(seconds: Int64) -> Timestamp { Timestamp(milliseconds: now.milliseconds - seconds * 1000) }

  static func words(_ language: Language, zone: Zone = .utc) -> Words { Words(language, zone: zone, now: now) }

  static func frame(_ language: Language, viewer: Viewer? = viewer) -> Frame {
    Frame(
      environment: "production", viewer: viewer, counts: .init(rejected: 1840, held: 1, conflicts: 0),
      sequence: "g-27-61-0", request: Link("rejected", query: Fields([("sender", "a&b")])), now: now,
      language: language)
  }

  static func html(_ content: some PageContent, _ language: Language, viewer: Viewer? = viewer) -> String {
    Layout().page(content, frame(language, viewer: viewer)).html
  }
}
