package import Exchange
package import Operations
import Synchronization

/// The users in force: those of the file, read anew when it changes.
///
/// Where the file cannot be read, or is no list of users, those who were there before stay. Where it is gone, so are they.
/// Thread-safe.
package final class UserRegister: Sendable {
  package let file: OwnFile
  private let known: Mutex<Known>

  private struct Known {
    var users = UserList()
    var stamp: OwnFile.Stamp?
    var looked: Timestamp?
    var trouble: String?
  }

  /// How long a change may go unnoticed, in milliseconds.
  private static let lookEvery: Int64 = 1000

  package init(file: OwnFile) {
    self.file = file
    known = Mutex(Known())
  }

  package func users(at now: Timestamp) -> UserList {
    known.withLock { known in
      look(&known, at: now)
      return known.users
    }
  }

  /// Why the users in force are not those of the file, or what is wrong with it otherwise; nil where all is well.
  package func trouble(at now: Timestamp) -> String? {
    known.withLock { known in
      look(&known, at: now)
      return known.trouble
    }
  }

  private func look(_ known: inout Known, at now: Timestamp) {
    if let looked = known.looked, 0..<Self.lookEvery ~= now.milliseconds - looked.milliseconds { return }
    let stamp = file.stamp
    defer { known.looked = now }
    if known.looked != nil, stamp == known.stamp, stamp != nil { return }
    known.stamp = stamp
    do {
      guard let content = try file.content() else {
        known.users = UserList()
        known.trouble = nil
        return
      }
      known.users = try UserList(encoded: content.bytes)
      known.trouble =
        content.mode & 0o027 == 0
        ? nil
        : "\(file.path) can be read by everybody, or changed by others: chmod 0640 \(file.path)"
    } catch let failure as Failure {
      known.trouble = failure.message
    } catch {
      known.trouble =
        "\(file.path) is no list of users: \(error). Put it right, or take it back from a backup; until then those who "
        + "were in it before may log in."
    }
  }
}
