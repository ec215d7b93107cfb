import Glibc
import Operations

/// Standard output or standard error.
///
/// Lines are collected and written together, except on a terminal. Text from files goes through ``Printable`` first.
final class Output {
  /// What a closed pipe at the other end means.
  enum BrokenPipe {
    /// The reader has seen enough, and printing is all there is to do: a quiet success.
    case endsProgram
    /// The work goes on without a word.
    case goesSilent
  }

  let descriptor: Int32
  let isTerminal: Bool
  let hasColor: Bool
  private let onBrokenPipe: BrokenPipe
  private var buffer: [UInt8] = []
  private var isSilent = false
  /// A line that the next one replaces.
  private var hasProgress = false

  init(descriptor: Int32, color: ColorChoice, onBrokenPipe: BrokenPipe) {
    self.descriptor = descriptor
    self.onBrokenPipe = onBrokenPipe
    isTerminal = isatty(descriptor) == 1
    hasColor =
      switch color {
      case .always: true
      case .never: false
      case .auto: isTerminal && !Self.isSet("NO_COLOR") && Self.value("TERM") != "dumb"
      }
  }

  /// Columns; 160 where nobody knows.
  var width: Int {
    var size = winsize()
    guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 160 }
    return Int(size.ws_col)
  }

  func line(_ text: String = "") {
    clearProgress()
    write(text + "\n")
    if isTerminal { flush() }
  }

  func write(_ text: String) {
    write(Array(text.utf8))
  }

  func write(_ bytes: [UInt8]) {
    buffer += bytes
    if buffer.count >= 1 << 16 { flush() }
  }

  /// Shows a line that goes away with the next one. On a terminal only.
  func progress(_ text: String) {
    guard isTerminal else { return }
    clearProgress()
    write(String(text.prefix(width - 1)))
    hasProgress = true
    flush()
  }

  /// Takes the progress line away, before something else writes to the terminal.
  func endProgress() {
    guard hasProgress else { return }
    clearProgress()
    flush()
  }

  private func clearProgress() {
    guard hasProgress else { return }
    hasProgress = false
    write("\r\u{1B}[K")
  }

  func styled(_ text: String, _ style: Style) -> String {
    hasColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  func flush() {
    var rest = buffer[...]
    while !rest.isEmpty, !isSilent {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        fail(errno)
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func fail(_ reason: Int32) {
    isSilent = true
    if onBrokenPipe == .goesSilent { return }
    if reason == EPIPE { exit(Outcome.done.rawValue) }
    let message = "kontor: standard output: \(String(cString: strerror(reason))). Send it somewhere else.\n"
    _ = Glibc.write(2, message, message.utf8.count)
    exit(Outcome.ioError.rawValue)
  }

  private static func isSet(_ name: String) -> Bool { !value(name).isEmpty }

  private static func value(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}

/// Select Graphic Rendition codes (ECMA-48, section 8.3.117).
enum Style: String {
  case good = "32"
  case warning = "33"
  case bad = "1;31"
  case strong = "1"
  case faint = "2"
  case note = "36"
}
