import DropFolder
import Glibc
import Operations
import Synchronization

/// SIGTERM and SIGINT as a wish that the work in hand can be finished before.
///
/// Global, because a signal handler can reach nothing else. All values are lock-free atomics, which a handler may use.
enum StopSignal {
  /// When it came, in nanoseconds of the monotonic clock; 0 where it has not.
  private static let came = Atomic<Int64>(0)
  private static let descriptor = Atomic<Int32>(-1)

  static var hasCome: Bool { came.load(ordering: .relaxed) != 0 }

  /// Whether it came longer ago than that.
  static func hasLasted(_ time: Duration) -> Bool {
    let moment = came.load(ordering: .relaxed)
    return moment != 0 && .nanoseconds(now - moment) >= time
  }

  /// Listens from now on. The second signal of a kind ends the process at once.
  static func listen(waking wakeDescriptor: Int32) {
    came.store(0, ordering: .relaxed)
    descriptor.store(wakeDescriptor, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in StopSignal.note() }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGTERM, &action, nil)
    sigaction(SIGINT, &action, nil)
    unblock([SIGTERM, SIGINT])
  }

  /// Whoever started us may have blocked signals, and a mask is inherited: then nothing but SIGKILL would end the service.
  static func unblock(_ numbers: [Int32]) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func note() {
    _ = came.compareExchange(expected: 0, desired: max(1, now), ordering: .relaxed)
    FolderEvents.wake(descriptor.load(ordering: .relaxed))
  }

  /// clock_gettime(2) may be called by a handler (signal-safety(7)).
  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
