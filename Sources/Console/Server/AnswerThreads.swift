import Dispatch
import Foundation
import Glibc
import Synchronization

/// A few threads on which answers are made: not those of the connections, so that an answer that hangs keeps nobody from
/// being heard, and not those that Swift's other tasks share.
///
/// They give way to the threads that carry files. They end when nobody uses them any more. Thread-safe.
final class AnswerThreads: TaskExecutor {
  private let queue = Queue()

  /// - Parameter niceness: by how much they stand back behind other threads (`nice`(2)).
  init(count: Int, niceness: Int32) {
    for _ in 0..<count {
      let thread = Thread { [queue] in
        // Of this thread alone: on Linux each thread has its own (setpriority(2), C library differences).
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
        while let work = queue.next() { work.job.runSynchronously(on: work.executor) }
      }
      thread.name = "console"
      thread.start()
    }
    self.count = count
  }

  private let count: Int

  deinit {
    queue.end(count)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    queue.add(Work(job: UnownedJob(job), executor: asUnownedTaskExecutor()))
  }

  /// The executor lives as long as a task that prefers it, so as long as its job.
  private struct Work: Sendable {
    let job: UnownedJob
    let executor: UnownedTaskExecutor
  }

  private final class Queue: Sendable {
    private let waiting = Mutex<[Work]>([])
    private let arrival = DispatchSemaphore(value: 0)

    func add(_ work: Work) {
      waiting.withLock { $0.append(work) }
      arrival.signal()
    }

    /// Waits for the next; nil at the end.
    func next() -> Work? {
      arrival.wait()
      return waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }

    func end(_ count: Int) {
      for _ in 0..<count { arrival.signal() }
    }
  }
}
