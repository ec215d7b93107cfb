import DropFolder
import Glibc
import Synchronization

/// SIGTERM and SIGINT as a wish that the work in hand can be finished before.
///
/// Global, because a signal handler can reach nothing else. Both values are lock-free atomics, which a handler may use.
enum StopSignal {
  private static let came = Atomic<Bool>(false)
  private static let descriptor = Atomic<Int32>(-1)

  static var hasCome: Bool { came.load(ordering: .relaxed) }

  /// Listens from now on. The second signal of a kind ends the process at once.
  static func listen(waking wakeDescriptor: Int32) {
    came.store(false, ordering: .relaxed)
    descriptor.store(wakeDescriptor, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in StopSignal.note() }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGTERM, &action, nil)
    sigaction(SIGINT, &action, nil)
    // Whoever started us may have blocked them, and a mask is inherited: then nothing but SIGKILL would end the service.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func note() {
    came.store(true, ordering: .relaxed)
    FolderEvents.wake(descriptor.load(ordering: .relaxed))
  }
}
