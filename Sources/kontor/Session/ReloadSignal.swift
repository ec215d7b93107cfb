import DropFolder
import Glibc
import Operations
import Synchronization

/// SIGHUP as the wish that the configuration be read anew. Global for the same reason as ``StopSignal``.
enum ReloadSignal {
  private static let came = Atomic<Bool>(false)
  private static let descriptor = Atomic<Int32>(-1)

  /// Listens from now on, as often as it comes.
  static func listen(waking wakeDescriptor: Int32) {
    came.store(false, ordering: .relaxed)
    descriptor.store(wakeDescriptor, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in ReloadSignal.note() }
    action.sa_flags = Int32(SA_RESTART)
    sigaction(SIGHUP, &action, nil)
    StopSignal.unblock([SIGHUP])
  }

  /// Whether it came since it was asked last.
  static func take() -> Bool { came.exchange(false, ordering: .relaxed) }

  private static func note() {
    came.store(true, ordering: .relaxed)
    FolderEvents.wake(descriptor.load(ordering: .relaxed))
  }
}
