import Foundation

/// A message as RFC 5322 has it, for a program that is called as sendmail is.
struct MailMessage {
  let message: IncidentMessage
  let to: [String]
  let from: String
  let at: Timestamp

  /// With lines that end with a line feed, as sendmail takes them.
  var bytes: [UInt8] {
    let body = message.text
    let isPlain =
      body.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A }
      && body.split(separator: "\n", omittingEmptySubsequences: false).allSatisfy { $0.utf8.count <= 900 }
    var lines = [
      Self.folded("From", [from]), Self.folded("To", to, separator: ","),
      "Subject: \(Self.unstructured(message.title))", "Date: \(Self.date(at))", "Message-ID: \(messageID)",
      // RFC 3834, section 5: nobody's machine has to answer it.
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: \(isPlain ? "7bit" : "base64")", "",
    ]
    lines.append(isPlain ? body : Self.base64(body))
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// The same whenever the same events are tried again, so that a mailbox can tell a repeat.
  private var messageID: String {
    let (first, last) = (message.notices.first ?? 0, message.notices.last ?? 0)
    let domain = from.split(separator: "@").dropFirst().first ?? "localhost"
    let when = message.items.first?.at.milliseconds ?? 0
    return "<kontor.\(message.node).\(when).\(first)-\(last)@\(domain)>"
  }

  /// One header of addresses, one a line where there are several.
  private static func folded(_ name: String, _ values: [String], separator: String = "") -> String {
    "\(name): " + values.joined(separator: separator + "\n ")
  }

  /// A header's text (RFC 2047, section 5), folded after 75 characters. What could end the header is written out.
  static func unstructured(_ text: String) -> String {
    let text = Printable.line(text)
    // A text that looks encoded would be decoded.
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && text.utf8.count <= 900 && !text.contains("=?")
    if isPlain { return text }
    var words: [String] = []
    var part = ""
    for character in text {
      // 45 bytes are 60 in Base64; with what stands around them that stays below 75.
      if part.utf8.count + String(character).utf8.count > 45, !part.isEmpty {
        words.append(part)
        part = ""
      }
      part.append(character)
    }
    words.append(part)
    return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\n ")
  }

  private static func base64(_ text: String) -> String {
    Data(text.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]) + "\n"
  }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Tue, 24 Nov 2026 08:01:04 +0000` (RFC 5322, section 3.3).
  static func date(_ moment: Timestamp) -> String {
    let date = CivilDate(days: Int(moment.milliseconds.floorDivided(by: 86_400_000)))
    let time = moment.description.dropFirst(11).prefix(8)
    return "\(days[date.weekday]), \(date.day) \(months[date.month - 1]) \(date.year) \(time) +0000"
  }
}
