import Synchronization

/// What the console has to say to the log, which another thread writes. Thread-safe.
final class ConsoleNotes: Sendable {
  /// More than that are not kept: whoever brings about one fault after the other fills no log.
  private static let most = 20

  private let notes = Mutex<[String]>([])

  func add(_ note: String) {
    notes.withLock { if $0.count < Self.most { $0.append(note) } }
  }

  /// Those since it was asked last.
  func take() -> [String] {
    notes.withLock { notes in
      defer { notes = [] }
      return notes
    }
  }
}
