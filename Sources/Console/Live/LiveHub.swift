import Dispatch
import Exchange
import Foundation
package import Operations
import Synchronization

/// Keeps the pages right that somebody looks at. For all who look at the same page it is made once.
///
/// One thread of its own looks whether something has changed, once a second, and only while somebody listens. What has
/// changed is made on a few other threads. Thread-safe.
package final class LiveHub: Sendable {
  /// Whether something may have changed. Made by the thread that uses it.
  package typealias Looking = () -> LedgerTicker.Look

  private let settings: LiveSettings
  private let makeLooking: @Sendable () -> Looking
  private let isStillIn: @Sendable (WebRequest, Viewer) -> Bool
  private let audience: Mutex<Audience>
  private let threads = AnswerThreads(count: 2, niceness: 10)
  private let alarm = Alarm()

  /// - Parameters:
  ///   - makeLooking: called each time that somebody comes to listen where nobody did.
  ///   - isStillIn: whether the viewer who sent a request is logged in still, with the same rights. Called every few
  ///     seconds for each listener, so it must be quick, and must not take it for a sign that he is there.
  package init(
    settings: LiveSettings = LiveSettings(), looking makeLooking: @escaping @Sendable () -> Looking,
    isStillIn: @escaping @Sendable (WebRequest, Viewer) -> Bool
  ) {
    self.settings = settings
    self.makeLooking = makeLooking
    self.isStillIn = isStillIn
    audience = Mutex(
      Audience(settings, anyToken: "live" + String(UInt64.random(in: 1 << 60 ... .max), radix: 36) + "token"))
    let thread = Thread { [self] in work() }
    thread.name = "live"
    thread.start()
  }

  /// A stream of events for whoever looks at a page; nil where there are too many.
  ///
  /// - Parameters:
  ///   - visit: of the page.
  ///   - request: for the stream itself.
  ///   - known: what the page knows.
  package func listen(to page: LivePage, _ visit: Visit, request: WebRequest, known: EventID?) -> AsyncStream<[UInt8]>?
  {
    // A client that takes less than what comes is let go, and begins anew with how things are then.
    let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingOldest(64))
    let now = ContinuousClock.now
    let spectator = Spectator(
      request: request, viewer: visit.viewer, view: LiveView(visit), stream: continuation, known: known, lastWord: now,
      lastCheck: now)
    guard let number = audience.withLock({ $0.add(spectator, page: page, visit) }) else { return nil }
    continuation.onTermination = { [weak self] _ in self?.audience.withLock { $0.remove(number) } }
    continuation.yield(Array(EventText.beginning(retry: settings.retry).utf8))
    if alarm.isOff { continuation.finish() } else { alarm.ring(.somebodyCame) }
    return stream
  }

  /// How many listen.
  package var count: Int { audience.withLock { $0.count } }

  /// Ends all streams: browsers open them again.
  package func endStreams() {
    for stream in audience.withLock({ $0.streams }) { stream.finish() }
  }

  /// Ends all streams, and lets nobody listen any more.
  package func stop() {
    alarm.ring(.over)
    endStreams()
  }

  // MARK: - The thread

  private func work() {
    while alarm.waitForSomebody() {
      let look = makeLooking()
      var isFirst = true
      while isFirst || (alarm.wait(for: settings.pause) && count > 0) {
        isFirst = false
        let found = look()
        let actions = audience.withLock { $0.look(found, at: .now) }
        perform(actions, found.mark)
      }
    }
  }

  private func perform(_ actions: [Audience.Action], _ mark: LedgerMark?) {
    for action in actions {
      switch action {
      case .make(let view, let page, let visit): make(view, page, visit, mark)
      case .say(_, let stream, let text): Self.say(text, to: stream)
      case .check(let number, let request, let viewer):
        guard !isStillIn(request, viewer) else { continue }
        let stream = audience.withLock { $0.stream(of: number) }
        stream?.yield(Array(EventText.signedOut.utf8))
        stream?.finish()
      }
    }
  }

  private func make(_ view: LiveView, _ page: LivePage, _ visit: Visit, _ mark: LedgerMark?) {
    Task(executorPreference: threads) { [self] in
      var visit = visit
      visit.now = .now()
      let begin = ContinuousClock.now
      do {
        let fragments = try await page.fragments(visit)
        let end = ContinuousClock.now
        let actions = audience.withLock { $0.made(view, fragments, mark: mark, took: end - begin, at: end) }
        perform(actions, mark)
      } catch {
        // The page itself says what is wrong to whoever asks for it anew.
        audience.withLock { $0.failed(view) }
      }
      audience.withLock { $0.isDone(view) }
    }
  }

  private static func say(_ text: String, to stream: AsyncStream<[UInt8]>.Continuation) {
    if case .dropped = stream.yield(Array(text.utf8)) { stream.finish() }
  }
}

/// Wakes the hub's thread.
private final class Alarm: Sendable {
  enum Ring {
    case somebodyCame
    case over
  }

  private let rung = Mutex<(somebodyCame: Bool, isOver: Bool)>((false, false))
  private let bell = DispatchSemaphore(value: 0)

  func ring(_ ring: Ring) {
    let isNew = rung.withLock { rung in
      switch ring {
      case .somebodyCame:
        defer { rung.somebodyCame = true }
        return !rung.somebodyCame
      case .over:
        defer { rung.isOver = true }
        return !rung.isOver
      }
    }
    if isNew { bell.signal() }
  }

  var isOff: Bool { rung.withLock(\.isOver) }

  /// False when it is over.
  func waitForSomebody() -> Bool {
    while true {
      let (somebodyCame, isOver) = rung.withLock { rung in
        defer { rung.somebodyCame = false }
        return rung
      }
      if isOver { return false }
      if somebodyCame { return true }
      bell.wait()
    }
  }

  /// False when it is over. Who comes meanwhile waits as long as the others.
  func wait(for time: Duration) -> Bool {
    let (seconds, attoseconds) = time.components
    let end = DispatchTime.now() + Double(seconds) + Double(attoseconds) / 1e18
    while !isOff, bell.wait(timeout: end) == .success {}
    return !isOff
  }
}
