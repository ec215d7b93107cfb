import NIOCore
import Synchronization

/// What an operation answers in time; nil where it takes longer, or where the task that asks is cancelled. The operation
/// is cancelled then, and whatever it answers later goes nowhere: also one that never ends keeps nobody waiting.
///
/// - Parameters:
///   - loop: by whose clock. It goes on also while all threads of Swift's tasks are busy.
///   - executor: where the operation runs.
func answer<Value: Sendable>(
  within time: TimeAmount, on loop: any EventLoop, by executor: some TaskExecutor,
  _ operation: @escaping @Sendable () async -> Value
) async -> Value? {
  let race = Race<Value>()
  let work = Task(executorPreference: executor) { race.settle(await operation()) }
  let alarm = loop.scheduleTask(in: time) { race.settle(nil) }
  defer {
    work.cancel()
    alarm.cancel()
  }
  return await withTaskCancellationHandler {
    await race.value
  } onCancel: {
    race.settle(nil)
  }
}

/// The first of several answers.
private final class Race<Value: Sendable>: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Value?, Never>)
    case settled(Value?)
  }

  private let state = Mutex(State.open)

  func settle(_ value: Value?) {
    let waiting: CheckedContinuation<Value?, Never>? = state.withLock { state in
      switch state {
      case .settled: return nil
      case .open:
        state = .settled(value)
        return nil
      case .awaited(let continuation):
        state = .settled(value)
        return continuation
      }
    }
    waiting?.resume(returning: value)
  }

  var value: Value? {
    get async {
      await withCheckedContinuation { continuation in
        let known: Value?? = state.withLock { state in
          if case .settled(let value) = state { return .some(value) }
          state = .awaited(continuation)
          return nil
        }
        if let known { continuation.resume(returning: known) }
      }
    }
  }
}
