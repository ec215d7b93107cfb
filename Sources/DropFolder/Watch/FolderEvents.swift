internal import CLinux
internal import Glibc

/// Waits until something may have happened in one of several folders, or until woken.
///
/// Only a hint: network file systems announce nothing, and the kernel drops events when too many come. Whoever waits
/// must list the folders anyway, now and then without being told to.
package struct FolderEvents: ~Copyable {
  /// Negative where the kernel gives none; then nothing can be watched.
  private let inotify: Int32
  private let eventfd: Int32
  /// What a watch is on. One folder under two paths has one watch.
  private var watched: [Int32: Watched] = [:]

  private struct Watched {
    var paths: Set<String>
    /// Device and inode, by which a path is seen to lead elsewhere meanwhile.
    var identity: [UInt64]
  }

  /// Why no folder can be watched; nil where they can.
  package let fault: FolderError?

  /// - Throws: where not even a wish to stop could end the waiting.
  package init() throws(FolderError) {
    let eventfd = kontor_eventfd()
    if eventfd < 0 { throw FolderError(CallError(.watch, errno: -eventfd), path: "eventfd") }
    self.eventfd = eventfd
    inotify = kontor_inotify()
    fault = inotify >= 0 ? nil : FolderEvents.fault(-inotify, path: "inotify", limit: .instances)
  }

  deinit {
    if inotify >= 0 { close(inotify) }
    close(eventfd)
  }

  private static func fault(_ errno: Int32, path: String, limit: WatchLimit) -> FolderError {
    let isLimit = errno == EMFILE || errno == ENOSPC
    return isLimit ? limit.reached(path: path, errno: errno) : FolderError(CallError(.watch, errno: errno), path: path)
  }

  // MARK: - What is watched

  /// Watches one more folder for files that were finished, renamed in or linked in, and for its own end.
  ///
  /// - Throws: `exhausted` where the kernel's limit is reached.
  package mutating func watch(_ path: String) throws(FolderError) {
    if let fault { throw fault }
    // Asked before: a folder that is put in its place right now is then seen to be another one.
    let identity = FolderEvents.identity(of: path)
    let watch = kontor_inotify_watch(inotify, path)
    if watch < 0 { throw FolderEvents.fault(-watch, path: path, limit: .watches) }
    watched[watch, default: Watched(paths: [], identity: identity)].paths.insert(path)
    watched[watch]?.identity = identity
  }

  /// The name of the network file system that a folder lies on, where what others do is not told; nil elsewhere.
  package static func network(of path: String) throws(FolderError) -> String? {
    let kind = try Folder(path: path).fileSystem().kind
    return kind.isOverNetwork ? kind.name : nil
  }

  /// Watches a folder no more. One that is not watched is no error.
  package mutating func unwatch(_ path: String) {
    for (watch, entry) in watched where entry.paths.contains(path) {
      watched[watch]?.paths.remove(path)
      if entry.paths.count == 1 { forget(watch) }
    }
  }

  /// Ends the watches of paths that lead to another folder by now, or nowhere, and answers these paths. An event tells of
  /// a folder that was moved itself; not where one above it was, or something was mounted over it.
  package mutating func strayed() -> Set<String> {
    var strayed: Set<String> = []
    for (watch, entry) in watched {
      let gone = entry.paths.filter { FolderEvents.identity(of: $0) != entry.identity }
      guard !gone.isEmpty else { continue }
      strayed.formUnion(gone)
      watched[watch]?.paths.subtract(gone)
      if entry.paths.count == gone.count { forget(watch) }
    }
    return strayed
  }

  private mutating func forget(_ watch: Int32) {
    watched[watch] = nil
    // It may be gone already, with its folder.
    _ = kontor_inotify_unwatch(inotify, watch)
  }

  private static func identity(of path: String) -> [UInt64] {
    var facts = stat()
    return stat(path, &facts) == 0 ? [UInt64(facts.st_dev), UInt64(facts.st_ino)] : []
  }

  // MARK: - Waiting

  /// What may have happened; nil when the time is over. Empty when a signal came or ``wake()`` was called.
  package mutating func wait(for timeout: Duration) -> Happenings? {
    // `poll` passes over a negative descriptor.
    var sources = [
      pollfd(fd: inotify, events: Int16(POLLIN), revents: 0), pollfd(fd: eventfd, events: Int16(POLLIN), revents: 0),
    ]
    let (seconds, attoseconds) = timeout.components
    // Rounded up: rounded down, the last millisecond would be spent turning in circles.
    let wholeSeconds = min(max(seconds, 0), 86_400) * 1000
    let milliseconds = wholeSeconds + (max(attoseconds, 0) + 999_999_999_999_999) / 1_000_000_000_000_000
    let count = poll(&sources, nfds_t(sources.count), Int32(milliseconds))
    if count == 0 { return nil }
    var happenings = Happenings()
    if inotify >= 0 { note(&happenings) }
    withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { _ = read(eventfd, $0.baseAddress, $0.count) }
    return happenings
  }

  private mutating func note(_ happenings: inout Happenings) {
    let size = 1 << 14
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { buffer.deallocate() }
    while case let count = read(inotify, buffer.baseAddress, size), count > 0 {
      for event in WatchEvent.all(in: UnsafeRawBufferPointer(rebasing: buffer[..<count])) { note(event, &happenings) }
    }
  }

  private mutating func note(_ event: WatchEvent, _ happenings: inout Happenings) {
    if event.mask & WatchEvent.overflowed != 0 { happenings.isEverything = true }
    guard let entry = watched[event.watch] else { return }
    if event.mask & (WatchEvent.unmounted | WatchEvent.ignored | WatchEvent.deleted | WatchEvent.moved) != 0 {
      // A folder that was moved would go on telling of what happens elsewhere.
      happenings.lost.formUnion(entry.paths)
      forget(event.watch)
    } else {
      happenings.folders.formUnion(entry.paths)
    }
  }

  /// Ends the present or the next ``wait(for:)``.
  package func wake() {
    FolderEvents.wake(wakeDescriptor)
  }

  /// For a signal handler, which can keep a number and nothing else.
  package var wakeDescriptor: Int32 { eventfd }

  /// Wakes by the descriptor alone: one `write`, which is safe in a signal handler (POSIX.1, 2.4.3).
  package static func wake(_ wakeDescriptor: Int32) {
    var one: UInt64 = 1
    _ = write(wakeDescriptor, &one, 8)
  }
}
