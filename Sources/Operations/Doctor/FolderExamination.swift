package import DropFolder
package import Exchange
import Foundation
import Glibc

/// A probe that runs in a process of its own, so that a dead share costs no more than its time.
package final class FolderExamination {
  /// What became of it.
  package enum Answer {
    case probe(FolderProbe)
    /// Nothing came in time.
    case silence
    /// The process ended without an answer.
    case failure(String)
  }

  private let process = Process()
  private let pipe = Pipe()
  private let deadline: Duration
  private let clock = MonotonicClock()

  /// How long a folder may take. A probe of one that answers takes two seconds at most.
  package static let patience = Duration.seconds(10)

  /// Starts the probe. `program` and `arguments` are given by tests only.
  package init(
    program: String = "/proc/self/exe", arguments: [String], patience: Duration = FolderExamination.patience
  ) throws(Failure) {
    deadline = clock.now + patience
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe.fileHandleForWriting
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw Failure(.software, "cannot start \(program) again for the probe: \(error.localizedDescription)")
    }
    // Only the probe's own end may stay open, or its end would never be seen.
    try? pipe.fileHandleForWriting.close()
  }

  package static func arguments(for folder: ExaminedFolder) -> [String] {
    ["probe-folder", "--role", folder.role.rawValue, folder.path]
  }

  /// Waits for the answer, or until the time is over. Called once.
  package func answer() -> Answer {
    guard let bytes = read() else {
      // It may hang where even this signal reaches it only when the server comes back, so nobody waits for its end.
      kill(process.processIdentifier, SIGKILL)
      return .silence
    }
    process.waitUntilExit()
    do {
      return .probe(try JSONDecoder().decode(FolderProbe.self, from: Data(bytes)))
    } catch {
      return .failure("the probe ended with \(process.terminationStatus) and said nothing that can be understood")
    }
  }

  /// All that the process prints; nil where it does not come to an end in time.
  private func read() -> [UInt8]? {
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let (seconds, attoseconds) = (deadline - clock.now).components
      let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
      var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&source, 1, Int32(max(0, milliseconds)))
      if ready < 0, errno == EINTR { continue }
      if ready <= 0 { return nil }
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
