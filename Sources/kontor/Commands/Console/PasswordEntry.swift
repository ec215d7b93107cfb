import Console
import Exchange
import Glibc
import Operations

/// How a new password comes in: typed twice unseen, or by standard input from a program. Never by the command line, which
/// every user of the machine can read, and shells keep.
struct PasswordEntry {
  let session: Session

  /// Characters.
  private static let shortest = 10

  /// - Parameter fromInput: the first line of standard input is the password.
  func newPassword(for name: String, fromInput: Bool) throws(Failure) -> String {
    if fromInput {
      guard let line = readLine() else { throw Failure(.usage, "Standard input has no line with a password.") }
      try judge(line, for: name)
      return line
    }
    guard isatty(0) == 1 else {
      throw Failure(
        .usage, "There is no terminal to type a password at: hand it over with --password-stdin, as its first line.")
    }
    let first = try ask("Password for \(name): ")
    try judge(first, for: name)
    guard try ask("The same once more: ") == first else {
      throw Failure(.usage, "The two passwords differ, so nothing was done.")
    }
    return first
  }

  private func judge(_ password: String, for name: String) throws(Failure) {
    if password.count < Self.shortest {
      throw Failure(
        .usage, "A password has at least \(Self.shortest) characters; some words in a row are easy to remember.")
    }
    if password.utf8.count > PasswordHash.longestPassword {
      throw Failure(.usage, "A password has at most \(PasswordHash.longestPassword) bytes.")
    }
    if password.lowercased().contains(name.lowercased()) {
      throw Failure(.usage, "A password that contains the name is the first that others try; choose another one.")
    }
  }

  // MARK: - At the terminal

  /// Reads a line that nobody sees. The terminal hands over key by key, and Control-C comes as a key as well, so that it is
  /// always put back as it was.
  private func ask(_ prompt: String) throws(Failure) -> String {
    session.out.flush()
    session.err.write(prompt)
    session.err.flush()
    var before = termios()
    guard tcgetattr(0, &before) == 0 else { throw Failure(.ioError, "The terminal cannot be asked for a password.") }
    var unseen = before
    unseen.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    guard tcsetattr(0, TCSAFLUSH, &unseen) == 0 else {
      throw Failure(.ioError, "The terminal shows what is typed, so no password is asked for. Use --password-stdin.")
    }
    defer {
      tcsetattr(0, TCSAFLUSH, &before)
      session.err.line()
      session.err.flush()
    }
    return try line()
  }

  private func line() throws(Failure) -> String {
    var bytes: [UInt8] = []
    while true {
      var byte: UInt8 = 0
      let count = read(0, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { throw Failure(.usage, "The terminal was closed, so nothing was done.") }
      switch byte {
      case 0x0A, 0x0D: return String(decoding: bytes, as: UTF8.self)
      case 0x03, 0x04: throw Failure(.usage, "It was broken off, so nothing was done.")
      // One character back, which may be several bytes.
      case 0x08, 0x7F: while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
      // The whole line anew.
      case 0x15: bytes = []
      default: if bytes.count <= PasswordHash.longestPassword { bytes.append(byte) }
      }
    }
  }
}
