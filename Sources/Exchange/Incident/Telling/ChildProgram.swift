import Foundation
import Glibc
import Synchronization

/// A program that is run once, without a shell, with a text on its standard input.
struct ChildProgram {
  /// The whole path, then the arguments.
  let words: [String]
  let environment: [(name: String, value: String)]
  let input: [UInt8]
  /// After this it is ended, with all that it started in its process group.
  let timeout: Duration

  private static let beginning = Mutex(())

  /// Runs it to its end, and answers why it did not do what it should; nil where it ended with 0. Blocks the thread.
  func run() -> String? {
    guard let program = words.first else { return "there is no program to run" }
    // A program that begins at this moment must not inherit an end that is not marked yet: it would keep it open.
    let pipes = Self.beginning.withLock { _ in (TextPipe(), TextPipe()) }
    guard let text = pipes.0, let complaint = pipes.1 else {
      for pipe in [pipes.0, pipes.1] { pipe?.close() }
      return "no pipe can be made: \(String(cString: strerror(errno)))"
    }
    defer { for pipe in [text, complaint] { pipe.close() } }
    // Before the program begins, so that one that ends without reading breaks nothing.
    guard text.fill(with: input) else { return "the text of \(input.count) bytes is too long for \(program)" }
    var process: pid_t = 0
    let code = Self.beginning.withLock { _ in spawn(program, &process, text.read, complaint.write) }
    guard code == 0 else { return "\(program) cannot be started: \(String(cString: strerror(code)))" }
    text.close()
    var said: [UInt8] = []
    let status = wait(for: process) { complaint.drain(into: &said, atMost: 300) }
    guard let status else { return "\(program) did not end within \(Words.time(timeout)) and was ended" }
    // The low seven bits are the signal that ended it; above eight bits stands its exit code.
    if status & 0x7F != 0 { return "\(program) was ended by signal \(status & 0x7F)" }
    guard status >> 8 != 0 else { return nil }
    let line = String(decoding: said, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return "\(program) ended with exit code \(status >> 8)" + (line.isEmpty ? "" : ": \(Printable.line(line))")
  }

  private func spawn(_ program: String, _ process: inout pid_t, _ input: CInt, _ complaint: CInt) -> CInt {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, complaint, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGPIPE, SIGINT, SIGQUIT, SIGTERM] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    let own = Set(environment.map(\.name))
    let inherited = ProcessInfo.processInfo.environment.filter { !own.contains($0.key) }
    let variables = inherited.map { "\($0.key)=\($0.value)" } + environment.map { "\($0.name)=\($0.value)" }
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    return posix_spawn(&process, program, &actions, &attributes, &argv, &envp)
  }

  /// Its status; nil where it had to be ended.
  private func wait(for process: pid_t, meanwhile: () -> Void) -> CInt? {
    let end = ContinuousClock.now + timeout
    var status: CInt = 0
    var pause: UInt32 = 1000
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      meanwhile()
      if ended == process { return status }
      if ended < 0, errno != EINTR { return 0 }
      if ContinuousClock.now >= end { break }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
    kill(-process, SIGKILL)
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return nil
  }
}

/// Two ends of a pipe, neither of which waits for anybody on this side.
private final class TextPipe {
  private(set) var read: CInt = -1
  private(set) var write: CInt = -1

  /// Nil where the system gives none; `errno` says why.
  init?() {
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    (read, write) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  /// Linux's F_SETPIPE_SZ, which Glibc's module does not show.
  private static let setSize: CInt = 1031

  /// Whether all of it fits.
  func fill(with bytes: [UInt8]) -> Bool {
    // 64 KiB is the usual size; users may ask for up to 1 MiB.
    if bytes.count > 1 << 16 { _ = fcntl(write, Self.setSize, CInt(clamping: bytes.count)) }
    _ = fcntl(write, F_SETFL, O_NONBLOCK)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(write, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Takes what is in it, and keeps the beginning.
  func drain(into kept: inout [UInt8], atMost limit: Int) {
    _ = fcntl(read, F_SETFL, O_NONBLOCK)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(read, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      kept += buffer.prefix(min(count, limit - kept.count))
    }
  }

  func close() {
    for end in [read, write] where end >= 0 { Glibc.close(end) }
    (read, write) = (-1, -1)
  }
}
