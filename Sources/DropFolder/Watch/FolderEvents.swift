import CLinux
import Glibc

/// Waits until something may have happened in one of several folders, or until woken.
///
/// Only a hint: network file systems announce nothing, and the kernel drops events when too many come. Whoever waits
/// must list the folders anyway, now and then without being told to.
package struct FolderEvents: ~Copyable {
  private let inotify: Int32
  private let eventfd: Int32

  package init() throws(FolderError) {
    let inotify = kontor_inotify()
    if inotify < 0 { throw FolderError(CallError(.watch, errno: -inotify), path: "inotify") }
    let eventfd = kontor_eventfd()
    if eventfd < 0 {
      close(inotify)
      throw FolderError(CallError(.watch, errno: -eventfd), path: "eventfd")
    }
    self.inotify = inotify
    self.eventfd = eventfd
  }

  deinit {
    close(inotify)
    close(eventfd)
  }

  /// Watches one more folder for files that were finished, renamed in or linked in, and for its own end.
  package func watch(_ path: String) throws(FolderError) {
    let watch = kontor_inotify_watch(inotify, path)
    if watch < 0 { throw FolderError(CallError(.watch, errno: -watch), path: path) }
  }

  /// True when something may have happened, a signal came or ``wake()`` was called; false when the time is over.
  package func wait(for timeout: Duration) -> Bool {
    var sources = [
      pollfd(fd: inotify, events: Int16(POLLIN), revents: 0), pollfd(fd: eventfd, events: Int16(POLLIN), revents: 0),
    ]
    let (seconds, attoseconds) = timeout.components
    // Rounded up: rounded down, the last millisecond would be spent turning in circles.
    let wholeSeconds = min(max(seconds, 0), 86_400) * 1000
    let milliseconds = wholeSeconds + (max(attoseconds, 0) + 999_999_999_999_999) / 1_000_000_000_000_000
    let count = poll(&sources, nfds_t(sources.count), Int32(milliseconds))
    if count == 0 { return false }
    drain(inotify)
    drain(eventfd)
    return true
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

  /// What happened is not looked at: an overflow mark, an event and a vanished folder all mean "list again".
  private func drain(_ descriptor: Int32) {
    withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 8) { buffer in
      while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
    }
  }
}
