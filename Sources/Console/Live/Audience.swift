import Exchange
import Operations

/// Who listens to what, and what is to be done next. Pure: whoever has it does what it says.
struct Audience {
  enum Action: Sendable {
    /// Make the pieces of a page, and tell of them by ``Audience/made(_:_:mark:took:at:)`` or ``Audience/failed(_:at:)``.
    case make(LiveView, LivePage, Visit)
    /// Ask whether a spectator is still logged in.
    case check(Int, WebRequest, Viewer)
    /// Text for a spectator.
    case say(Int, AsyncStream<[UInt8]>.Continuation, String)
  }

  /// A piece as it was told last.
  private struct Piece {
    let id: String
    let digest: UInt64
    let json: String
  }

  /// What some look at.
  private struct Entry {
    let page: LivePage
    let visit: Visit
    var pieces: [Piece] = []
    /// Nil before it was made for the first time.
    var id: EventID?
    /// Whether something may have become another since it was made.
    var isDue = true
    var isBeingMade = false
    var begun: ContinuousClock.Instant?
    var took = Duration.zero
  }

  private let settings: LiveSettings
  /// What stands for the form token of each viewer in what is made for all.
  private let anyToken: String
  private var entries: [LiveView: Entry] = [:]
  private var spectators: [Int: Spectator] = [:]
  private var lastNumber = 0

  init(_ settings: LiveSettings, anyToken: String) {
    self.settings = settings
    self.anyToken = anyToken
  }

  var count: Int { spectators.count }
  var streams: [AsyncStream<[UInt8]>.Continuation] { spectators.values.map(\.stream) }

  func stream(of number: Int) -> AsyncStream<[UInt8]>.Continuation? { spectators[number]?.stream }

  // MARK: - Coming and going

  /// The number of a new spectator; nil where there are too many.
  ///
  /// - Parameter visit: of the page that he looks at.
  mutating func add(_ spectator: Spectator, page: LivePage, _ visit: Visit) -> Int? {
    guard spectators.count < settings.most,
      spectators.values.count(where: { $0.holder == spectator.holder }) < settings.mostOfOne
    else { return nil }
    lastNumber += 1
    spectators[lastNumber] = spectator
    if entries[spectator.view] == nil {
      var visit = visit
      visit.request = WebRequest(.get, path: visit.request.path, query: visit.request.query, address: "")
      visit.viewer = Viewer(
        name: "", role: visit.viewer.role, seesPayloads: visit.viewer.seesPayloads, formToken: anyToken)
      entries[spectator.view] = Entry(page: page, visit: visit)
    }
    return lastNumber
  }

  mutating func remove(_ number: Int) {
    guard let spectator = spectators.removeValue(forKey: number) else { return }
    if !spectators.values.contains(where: { $0.view == spectator.view }) { entries[spectator.view] = nil }
  }

  // MARK: - Looking

  /// What follows from a look.
  mutating func look(_ look: LedgerTicker.Look, at now: ContinuousClock.Instant) -> [Action] {
    for (view, entry) in entries {
      let age = entry.begun.map { now - $0 } ?? .zero
      if look.hasChanged || look.hasBeaten && age >= settings.beatPause || age >= settings.longestPause {
        entries[view]?.isDue = true
      }
    }
    return greetings(at: now) + makings(at: now) + courtesies(at: now)
  }

  /// New spectators are told how things are, where that is known without making anything.
  private mutating func greetings(at now: ContinuousClock.Instant) -> [Action] {
    spectators.filter { !$0.value.isUpToDate }.keys.sorted().flatMap { number -> [Action] in
      guard let view = spectators[number]?.view, let entry = entries[view], !entry.isDue, !entry.isBeingMade else {
        return []
      }
      return greeting(number, entry, at: now)
    }
  }

  private mutating func greeting(_ number: Int, _ entry: Entry, at now: ContinuousClock.Instant) -> [Action] {
    guard let spectator = spectators[number], let id = entry.id else { return [] }
    spectators[number]?.isUpToDate = true
    if let known = spectator.known, known.says(theSameAs: id) { return [] }
    return told(number, entry.pieces, id, at: now)
  }

  private mutating func makings(at now: ContinuousClock.Instant) -> [Action] {
    let isFree = settings.mostMade - entries.values.count(where: \.isBeingMade)
    let due = entries.filter { _, entry in
      guard entry.isDue, !entry.isBeingMade else { return false }
      guard let begun = entry.begun, entry.took > settings.slow else { return true }
      return now - begun >= settings.slowPause
    }
    // Those first that nobody has seen, then those that have waited longest.
    let age = { (entry: Entry) in entry.begun.map { now - $0 } ?? .seconds(Int64.max) }
    let next = due.sorted { (age($1.value), $0.key.link) < (age($0.value), $1.key.link) }
    return next.prefix(max(0, isFree)).map { view, entry in
      entries[view]?.isDue = false
      entries[view]?.isBeingMade = true
      entries[view]?.begun = now
      return .make(view, entry.page, entry.visit)
    }
  }

  private mutating func courtesies(at now: ContinuousClock.Instant) -> [Action] {
    spectators.keys.sorted().flatMap { number -> [Action] in
      guard let spectator = spectators[number] else { return [] }
      var actions: [Action] = []
      if now - spectator.lastCheck >= settings.checkPause {
        spectators[number]?.lastCheck = now
        actions.append(.check(number, spectator.request, spectator.viewer))
      }
      if now - spectator.lastWord >= settings.silence {
        spectators[number]?.lastWord = now
        actions.append(.say(number, spectator.stream, EventText.comment))
      }
      return actions
    }
  }

  // MARK: - Made

  /// A page was made: all who look at it are told what they do not know.
  mutating func made(
    _ view: LiveView, _ fragments: [Fragment], mark: LedgerMark?, took: Duration, at now: ContinuousClock.Instant
  ) -> [Action] {
    guard var entry = entries[view] else { return [] }
    let old = Dictionary(entry.pieces.map { ($0.id, $0.digest) }, uniquingKeysWith: { first, _ in first })
    entry.pieces = fragments.map { Piece(id: $0.id, digest: $0.digest, json: EventText.json($0)) }
    let id = EventID(mark, digests: entry.pieces.map { ($0.id, $0.digest) })
    entry.id = id
    entry.took = took
    entries[view] = entry
    let changed = entry.pieces.filter { old[$0.id] != $0.digest }
    return spectators.filter { $0.value.view == view }.keys.sorted().flatMap { number -> [Action] in
      spectators[number]?.isUpToDate == true
        ? told(number, changed, id, at: now) : greeting(number, entry, at: now)
    }
  }

  /// A page could not be made. It is tried again, but not at once.
  mutating func failed(_ view: LiveView) {
    entries[view]?.isDue = true
    entries[view]?.took = settings.slowPause
  }

  /// What was to be said is said, so that the page may be made again.
  mutating func isDone(_ view: LiveView) {
    entries[view]?.isBeingMade = false
  }

  /// - Parameter id: what the page knows once it has all of them: whoever is cut off in between has learnt nothing.
  private mutating func told(_ number: Int, _ pieces: [Piece], _ id: EventID, at now: ContinuousClock.Instant)
    -> [Action]
  {
    guard let spectator = spectators[number], !pieces.isEmpty else { return [] }
    spectators[number]?.lastWord = now
    let text = pieces.enumerated().map { index, piece in
      EventText.fragment(piece.json, id: index == pieces.count - 1 ? id : nil)
    }.joined()
    return [.say(number, spectator.stream, text.replacing(anyToken, with: spectator.viewer.formToken))]
  }
}
