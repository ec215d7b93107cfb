import Dispatch

/// Runs the server's tasks on a thread of its own, and not on those that Swift's other tasks share: whoever keeps these
/// busy keeps nobody from an answer.
final class OwnThread: TaskExecutor {
  private let queue = DispatchQueue(label: "console")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
