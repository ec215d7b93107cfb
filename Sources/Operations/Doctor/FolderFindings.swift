import Dispatch
import DropFolder
package import Exchange
import Synchronization

/// What the probe of folders found last, kept as long as the process lives. Nobody who only wants to look waits for a share.
///
/// Thread-safe.
package final class FolderFindings: Sendable {
  package struct Examination: Sendable {
    package var folders: [FolderState]
    package var at: Timestamp
    /// Who asked for it.
    package var by: String
  }

  private struct State {
    var last: Examination?
    /// Since when one is under way.
    var since: Timestamp?
    var failure: String?
  }

  private let state = Mutex(State())
  private let examine: @Sendable (Configuration) throws -> DoctorReport

  /// - Parameter examine: takes its time, and is called on a thread of its own.
  package init(examine: @escaping @Sendable (Configuration) throws -> DoctorReport = { try DoctorReport.examining($0) })
  {
    self.examine = examine
  }

  package var last: Examination? { state.withLock { $0.last } }

  /// Since when one is under way; nil where none is.
  package var isUnderWaySince: Timestamp? { state.withLock { $0.since } }

  /// Why the last one came to nothing.
  package var failure: String? { state.withLock { $0.failure } }

  /// Begins an examination and waits for its end for some time; it goes on also where nobody waits for it.
  ///
  /// - Returns: false where one is under way already.
  package func begin(_ configuration: Configuration, by person: String, at now: Timestamp, patience: Duration) async
    -> Bool
  {
    let isFirst = state.withLock { state in
      guard state.since == nil else { return false }
      state.since = now
      return true
    }
    guard isFirst else { return false }
    DispatchQueue(label: "folder examination").async { [self] in
      let outcome = Result { try examine(configuration) }
      state.withLock { state in
        state.since = nil
        switch outcome {
        case .success(let report):
          state.last = Examination(folders: report.folders.map(FolderState.init), at: .now(), by: person)
          state.failure = nil
        case .failure(let error): state.failure = Failure(error)?.message ?? "\(error)"
        }
      }
    }
    let end = ContinuousClock.now + patience
    while isUnderWaySince != nil, ContinuousClock.now < end {
      do { try await Task.sleep(for: .milliseconds(50)) } catch { break }
    }
    return true
  }
}
