import DropFolder
import Exchange

/// One run of the program under test: it counts what the run does, and ends it where the plan says so.
///
/// A crash cannot be caught. It looks like an error to the code under test, and whatever that code still tries
/// afterwards fails in the same way and changes nothing, so that the disk and the ledger stay as they were at the crash.
package final class SimulatedProcess {
  package enum Plan: Hashable, Sendable {
    case none
    /// Ends in the place of the nth step. A step is what changes something: what only looks leaves nothing behind that
    /// the step before it did not leave.
    case crash(step: Int)
    /// Answers the nth call with an error, whatever it is for, and lives on.
    case fail(call: Int, errno: Int32)
  }

  private let plan: Plan
  /// Runs after each step: what other programs do meanwhile.
  private let meanwhile: () -> Void
  package private(set) var steps = 0
  package private(set) var calls = 0
  package private(set) var isDead = false
  var askedWhatIsOpen = 0
  /// Whether its start is over: it has asked its ledger what is open, once while it opened the archive and once more.
  package var hasStarted: Bool { askedWhatIsOpen > 1 }
  /// The last steps, to tell what a schedule ended with.
  package private(set) var trace: [String] = []

  package init(_ plan: Plan = .none, meanwhile: @escaping () -> Void = {}) {
    self.plan = plan
    self.meanwhile = meanwhile
  }

  /// No errno of Linux: nothing can take it for an error that it knows.
  package static let crash: Int32 = 4095

  /// Throws where the run ends, or where this call is to fail.
  func begin(_ call: FileCall, isStep: Bool, _ subject: @autoclosure () -> String) throws(CallError) {
    guard step(isStep, "\(call.rawValue) \(subject())") else { throw CallError(call, errno: Self.crash) }
    calls += 1
    if case .fail(calls, let errno) = plan {
      throw CallError(call, errno: errno)
    }
  }

  func beginLedgerStep(_ what: String) throws(LedgerError) {
    guard step(true, what) else { throw dead }
  }

  func requireAlive() throws(LedgerError) {
    if isDead { throw dead }
  }

  /// After a step has had its effect.
  func ended() {
    if !isDead { meanwhile() }
  }

  private func step(_ isStep: Bool, _ what: @autoclosure () -> String) -> Bool {
    if isDead { return false }
    guard isStep else { return true }
    steps += 1
    if case .crash(steps) = plan {
      isDead = true
      trace.append("here it ends, instead of: \(what())")
      return false
    }
    if case .crash(let end) = plan, end - steps <= 6 { trace.append(what()) }
    return true
  }

  private var dead: LedgerError { LedgerError(.unexpected, "The process has ended.", path: "simulated ledger") }
}
