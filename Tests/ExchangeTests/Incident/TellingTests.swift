import Foundation
import Testing

@testable import Exchange

@Suite("telling people of incidents")
struct TellingTests {
  private let noon = Timestamp("2026-11-02T12:00:00.000Z")!

  private func message(_ subject: String = "crm customers-*.xml", detail: String = "It did not come.")
    -> IncidentMessage
  {
    var incident = Incident(Trouble(.fileMissing, subject, since: noon, detail), at: noon)
    incident.id = 7
    return IncidentMessage([.init(.opened, at: noon, incident)], notices: [3], node: "main")
  }

  private func mail(_ message: IncidentMessage, to: [String] = ["it@example.com"]) -> String {
    let mail = MailMessage(message: message, to: to, from: "kontor@example.com", at: noon)
    return String(decoding: mail.bytes, as: UTF8.self)
  }

  @Test("a message has the headers of RFC 5322 and 3834, and its text")
  func headers() {
    let lines = mail(message(), to: ["it@example.com", "boss@example.com"]).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(12) == [
        "From: kontor@example.com", "To: it@example.com,", " boss@example.com",
        "Subject: [kontor main] error: an expected file did not come (crm customers-*.xml)",
        "Date: Mon, 2 Nov 2026 12:00:00 +0000", "Message-ID: <kontor.main.1793620800000.3-3@example.com>",
        "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
        // The remedy has a character that is not ASCII.
        "Content-Transfer-Encoding: base64", "", lines[11],
      ])
    let body = Data(base64Encoded: lines.dropFirst(11).joined()).map { String(decoding: $0, as: UTF8.self) }
    #expect(body == message().text)
  }

  @Test(
    "nothing in a subject ends the header or adds one",
    arguments: [
      "x\r\nBcc: evil@example.com", "x\n\n<html>", "x\u{0}y", "x\u{2028}Bcc: a@b", "x\u{85}To: a@b", "\u{1b}[2J",
    ])
  func injection(_ subject: String) {
    let text = mail(message(subject, detail: subject))
    let headers = text.split(separator: "\n\n", maxSplits: 1)[0].split(separator: "\n")
    let names = headers.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
    #expect(
      names == [
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding",
      ])
    #expect(!text.utf8.contains(0x0D) && !text.utf8.contains(0) && !text.utf8.contains(0x1B))
  }

  @Test("a subject that is not ASCII is encoded by RFC 2047, in words of at most 75 characters")
  func encoded() {
    let title = "[kontor main] Bestätigung für Müller: " + String(repeating: "ä😀", count: 40)
    let text = MailMessage.unstructured(title)
    let words = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(words.count > 3)
    var decoded = ""
    for word in words {
      #expect(word.utf8.count <= 75)
      #expect(word.hasPrefix("=?utf-8?B?") && word.hasSuffix("?="))
      let bytes = Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
      decoded += bytes.map { String(decoding: $0, as: UTF8.self) } ?? "?"
    }
    #expect(decoded == title)
    #expect(MailMessage.unstructured("=?utf-8?B?eA==?=").hasPrefix("=?utf-8?B?PT91"))
    #expect(MailMessage.unstructured("plain") == "plain")
  }

  @Test("addresses are plain, and no option")
  func addresses() {
    for good in ["it@example.com", "root", "a.b+c@x-y.example", "x'y@example.com"] {
      #expect(MailAddress.isSafe(good), "\(good)")
    }
    for bad in [
      "", "-bs", "a b@example.com", "a@b\nBcc: c@d", "a@b,c@d", "Ada <a@b>", "a@b@c", "a..b@c", "@b", "a@", "ä@b",
      "a@[1]",
    ] { #expect(!MailAddress.isSafe(bad), "\(bad)") }
  }

  // MARK: - Programs

  private func run(_ script: String, input: String = "", timeout: Duration = .seconds(20)) -> String? {
    ChildProgram(
      words: ["/bin/sh", "-c", script, "sh", "$(touch /tmp/never)"], environment: [("KONTOR_INCIDENT_ID", "7")],
      input: Array(input.utf8), timeout: timeout
    ).run()
  }

  @Test("a program gets its arguments as they are, the text and the environment")
  func program() throws {
    let folder = try TestFolder()
    let out = "\(folder.path)/out"
    #expect(run("printf '%s|%s|' \"$1\" \"$KONTOR_INCIDENT_ID\" > \(out); cat >> \(out)", input: "text\nmore") == nil)
    #expect(try String(contentsOfFile: out, encoding: .utf8) == "$(touch /tmp/never)|7|text\nmore")
  }

  @Test("what a program complains of is told with its exit code")
  func complaint() {
    #expect(run("echo 'no such queue' >&2; echo more >&2; exit 3") == "/bin/sh ended with exit code 3: no such queue")
    #expect(run("kill -9 $$") == "/bin/sh was ended by signal 9")
    #expect(
      ChildProgram(words: ["/does/not/exist"], environment: [], input: [], timeout: .seconds(1)).run()?
        .contains("cannot be started") == true)
  }

  @Test("a program that hangs is ended with all that it started, after its time")
  func hanging() throws {
    let folder = try TestFolder()
    // Long enough to start, and far shorter than the program would take.
    let failure = run("sleep 600 & echo $! > \(folder.path)/pid; wait", timeout: .seconds(5))
    #expect(failure == "/bin/sh did not end within 5 s and was ended")
    let pid = try #require(
      try String(contentsOfFile: "\(folder.path)/pid", encoding: .utf8).split(separator: "\n").first)
    // A signal is sent at once and takes effect when the kernel comes to it.
    for _ in 0..<600 where isRunning(pid) { usleep(100_000) }
    #expect(!isRunning(pid))
  }

  /// Not one that is gone, nor a zombie that whoever adopted it has not looked at yet.
  private func isRunning(_ pid: Substring) -> Bool {
    let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    return state.map { !$0.contains(") Z ") } ?? false
  }

  @Test("a program that reads nothing, or complains at length, harms nobody")
  func extremes() {
    let long = String(repeating: "x", count: 300_000)
    #expect(run("exit 0", input: long) == nil)
    #expect(run("cat > /dev/null", input: long) == nil)
    #expect(run("head -c 1000000 /dev/zero >&2; exit 0") == nil)
    #expect(run("exit 0", input: String(repeating: long, count: 10))?.contains("too long") == true)
  }

  // MARK: - Ways

  @Test("each event is dropped as a file of its own, once")
  func files() throws {
    let folder = try TestFolder()
    let path = ConfiguredPath(written: "events", absolute: folder.path, place: .start)
    let way = TellingWay(.drop(path), name: "feed")
    let teller = IncidentTeller()
    #expect(teller.tell(message("a\nb"), by: way) == nil)
    #expect(teller.tell(message("a\nb"), by: way) == nil)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names == ["incident-20261102T120000Z-7-3-opened.json"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(names[0])"))
    let object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect(object["subject"] as? String == "a\nb")
    #expect(object["code"] as? String == "file-missing")
    #expect(object["id"] as? Int == 7)
    #expect(object["closed"] == nil)
    let missing = TellingWay(.drop(ConfiguredPath(written: "x", absolute: "/does/not/exist", place: .start)), name: "x")
    #expect(teller.tell(message(), by: missing)?.contains("/does/not/exist") == true)
  }

  @Test("a way works beside the thread that asks, and tells how it went")
  func background() throws {
    let teller = IncidentTeller()
    let good = TellingWay(.command(["/bin/cat"], timeout: .seconds(20)), name: "good")
    let slow = TellingWay(.command(["/bin/sh", "-c", "sleep 1; exit 5"], timeout: .seconds(20)), name: "slow")
    #expect(teller.begin([message()], by: good))
    #expect(teller.begin([message(), message()], by: slow))
    #expect(!teller.begin([message()], by: slow))
    #expect(teller.isBusy)
    while teller.isBusy { usleep(10_000) }
    let results = teller.results()
    #expect(results.filter { $0.way == "good" }.map(\.failure) == [nil])
    let failures = results.filter { $0.way == "slow" }.map(\.failure)
    #expect(failures == ["/bin/sh ended with exit code 5", "/bin/sh ended with exit code 5"])
    #expect(teller.results().isEmpty)
    #expect(teller.begin([message()], by: slow))
    while teller.isBusy { usleep(10_000) }
  }
}
