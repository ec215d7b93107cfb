import Exchange
import Operations

/// One event of the service: a message that is always the same for the same kind of event, and what is particular to it.
///
/// Nothing in it can move a cursor, begin markup or break the line, whatever the values hold.
struct LogLine {
  enum Level: String {
    case info
    case warn
    case error

    /// syslog(3)'s number for it.
    var priority: Int {
      switch self {
      case .info: 6
      case .warn: 4
      case .error: 3
      }
    }
  }

  var level: Level
  var message: String
  /// By names of ASCII letters, in order.
  var facts: [(name: String, value: String)]

  /// `2026-11-29T08:15:00.123Z info  file decided  id=… sender=crm`.
  ///
  /// - Parameter moment: nil leaves the time out.
  func text(at moment: Timestamp?) -> String {
    let time = moment.map { "\($0) " } ?? ""
    let padded = level.rawValue + String(repeating: " ", count: 5 - level.rawValue.count)
    let values = facts.map { "\($0.name)=\(Self.written($0.value))" }.joined(separator: " ")
    return "\(time)\(padded) \(message)" + (values.isEmpty ? "" : "  \(values)")
  }

  /// One JSON object, with `time`, `level` and `message` ahead of the facts.
  func json(at moment: Timestamp) -> String {
    let all = [("time", moment.description), ("level", level.rawValue), ("message", message)] + facts
    return "{" + all.map { "\(Self.string($0.0)):\(Self.string($0.1))" }.joined(separator: ",") + "}"
  }

  /// As it is where that is plain, else between quotes.
  private static func written(_ value: String) -> String {
    let isPlain = !value.isEmpty && value.utf8.allSatisfy(plain.contains)
    if isPlain { return value }
    let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let line = Printable.line(escaped).replacing("<", with: "\\u{3C}").replacing(">", with: "\\u{3E}")
    return "\"\(line)\""
  }

  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:,+%@~#".utf8)

  /// A JSON string (RFC 8259, section 7), without `<` and `>` as they are.
  private static func string(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "<": result += "\\u003c"
      case ">": result += "\\u003e"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return "\"\(Printable.json(result))\""
  }
}
