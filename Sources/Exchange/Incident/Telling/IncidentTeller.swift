import DropFolder
import Foundation
import Synchronization

/// Whoever carries messages to people. It must not keep the thread that asks waiting.
package protocol IncidentTelling: AnyObject {
  /// Begins to tell messages by a way, one after the other; false where that way is still busy.
  func begin(_ messages: [IncidentMessage], by way: TellingWay) -> Bool

  /// How telling went since the last time this was asked.
  func results() -> [TellingResult]

  var isBusy: Bool { get }
}

package struct TellingResult: Hashable, Sendable {
  package var way: String
  package var message: IncidentMessage
  /// Why it could not be told; nil where it was.
  package var failure: String?

  package init(way: String, message: IncidentMessage, failure: String?) {
    self.way = way
    self.message = message
    self.failure = failure
  }
}

/// Tells by programs, mail and files, each way on a thread of its own: a program that hangs keeps nobody waiting.
package final class IncidentTeller: IncidentTelling, Sendable {
  private struct State {
    var busy: Set<String> = []
    var results: [TellingResult] = []
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> Timestamp

  package init(now: @escaping @Sendable () -> Timestamp = Timestamp.now) {
    self.now = now
  }

  package var isBusy: Bool { state.withLock { !$0.busy.isEmpty } }

  package func begin(_ messages: [IncidentMessage], by way: TellingWay) -> Bool {
    guard state.withLock({ $0.busy.insert(way.name).inserted }) else { return false }
    Thread.detachNewThread {
      var failure: String?
      for message in messages {
        // Where one could not be told, the next ones would only wait as long for the same.
        failure = failure ?? self.tell(message, by: way)
        self.state.withLock {
          $0.results.append(TellingResult(way: way.name, message: message, failure: failure))
        }
      }
      self.state.withLock { _ = $0.busy.remove(way.name) }
    }
    return true
  }

  package func results() -> [TellingResult] {
    state.withLock { state in
      defer { state.results = [] }
      return state.results
    }
  }

  /// Tells one message and answers why that could not be done; nil where it was. Blocks the thread.
  package func tell(_ message: IncidentMessage, by way: TellingWay) -> String? {
    switch way.means {
    case .command(let words, let timeout):
      return ChildProgram(
        words: words, environment: message.environment, input: Array(message.text.utf8), timeout: timeout
      ).run()
    case .mail(let to, let from, let via, let timeout):
      let mail = MailMessage(message: message, to: to, from: from, at: now())
      return ChildProgram(
        words: [via, "-i", "-f", from, "--"] + to, environment: [], input: mail.bytes, timeout: timeout
      ).run()
    case .drop(let path): return drop(message, into: path.absolute)
    }
  }

  private func drop(_ message: IncidentMessage, into path: String) -> String? {
    do throws(FolderError) {
      let folder = try Folder(path: path, calls: LinuxFileCalls())
      for (item, number) in zip(message.items, message.notices) {
        let name = try FileName.safe(
          "incident-\(item.at.compact)-\(item.incident.id)-\(number)-\(item.event.rawValue).json")
        // The time is in it, because a ledger that was made anew counts from 1 again. What a run wrote that ended before it could note that is not written twice.
        if try folder.status(of: name) == nil { try folder.drop(message.json(of: item), as: name) }
      }
      return nil
    } catch {
      return error.description
    }
  }
}

extension Timestamp {
  /// `20261124T080104Z`.
  fileprivate var compact: String {
    description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
  }
}
