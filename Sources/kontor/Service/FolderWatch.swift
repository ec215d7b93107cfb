import DropFolder
import Exchange
import Operations

/// The inboxes whose events shorten the wait for the next scan.
struct FolderWatch: ~Copyable {
  private var events: FolderEvents
  private var wanted: Set<String> = []
  /// Those of the wanted that are not watched: not there yet, not there any more, or not to be watched at all.
  private var unwatched: Set<String> = []

  init() throws(FolderError) {
    events = try FolderEvents()
  }

  var wakeDescriptor: Int32 { events.wakeDescriptor }

  /// The folders to watch from now on.
  mutating func follow(_ paths: Set<String>) {
    for path in wanted.subtracting(paths) { events.unwatch(path) }
    unwatched = unwatched.intersection(paths).union(paths.subtracting(wanted))
    wanted = paths
  }

  /// Watches what can be watched by now. What cannot be is found by looking, at the interval.
  mutating func renew(_ log: Log, interval: Duration) {
    unwatched.formUnion(events.strayed().intersection(wanted))
    for path in unwatched.sorted() {
      do throws(FolderError) {
        if let network = try FolderEvents.network(of: path) {
          log.once(
            path, .info, "inbox without events",
            [
              "path": path, "reason": "\(network) does not tell of files that others bring",
              "interval": Phrase.duration(interval),
            ])
        } else {
          try events.watch(path)
          unwatched.remove(path)
        }
      } catch {
        // The limit of the kernel is the same for all; one that is away is told by the scan.
        guard error.code == .exhausted else { continue }
        log.once(
          error.message, .warn, "inbox without events",
          ["path": path, "reason": error.message, "interval": Phrase.duration(interval)])
        return
      }
    }
  }

  /// Whether something may have happened, or somebody woke it; false when the time is over.
  mutating func wait(for time: Duration) -> Bool {
    guard let happenings = events.wait(for: time) else { return false }
    unwatched.formUnion(happenings.lost.intersection(wanted))
    return true
  }
}
