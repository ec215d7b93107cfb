package import Exchange
package import Operations
import Synchronization

/// The users in force: those of the file, read anew when it changes.
///
/// Where the file cannot be read, is no list of users, or is open to others, those who were there before stay. Where it is
/// gone, so are they. Thread-safe.
package final class UserRegister: Sendable {
  package let file: OwnFile
  private let known = Mutex(Known())

  private struct Known {
    var users = UserList()
    var stamp: OwnFile.Stamp?
    var looked: Timestamp?
    var failure: String?
  }

  /// How long a change may go unnoticed, in milliseconds.
  private static let lookEvery: Int64 = 1000

  package init(file: OwnFile) {
    self.file = file
  }

  package func users(at now: Timestamp) -> UserList {
    look(at: now) { $0.users }
  }

  /// Why the users in force are not those of the file, with the remedy; nil where they are.
  package func failure(at now: Timestamp) -> String? {
    look(at: now) { $0.failure }
  }

  private func look<Value: Sendable>(at now: Timestamp, _ value: (Known) -> Value) -> Value {
    known.withLock { known in
      look(&known, at: now)
      return value(known)
    }
  }

  private func look(_ known: inout Known, at now: Timestamp) {
    if let looked = known.looked, 0..<Self.lookEvery ~= now.milliseconds - looked.milliseconds { return }
    let stamp = file.stamp
    defer { known.looked = now }
    if known.looked != nil, stamp == known.stamp, stamp != nil { return }
    known.stamp = stamp
    do {
      let content = try file.content()
      guard content?.isGuarded ?? true else {
        known.failure =
          "\(file.path) can be read by everybody, or changed by others, so it is not believed: chmod 0640 \(file.path)"
        return
      }
      known.users = try content.map { try UserList(encoded: $0.bytes) } ?? UserList()
      known.failure = nil
    } catch let failure as Failure {
      known.failure = failure.message
    } catch {
      known.failure =
        "\(file.path) is no list of users: \(error). Put it right, or take it back from a backup; until then those who "
        + "were in it before may log in."
    }
  }
}
