import Testing

@testable import Exchange

@Suite("Receipts and sidecars in a configuration")
struct ReceiptRuleTests {
  private func erp(_ lines: String...) throws -> System {
    let text = ConfigurationSample.text.replacing(
      "    outbox: outbox/erp\n", with: "    outbox: outbox/erp\n" + lines.map { "    \($0)\n" }.joined())
    return try #require(try ConfigurationSample.read(text).system(named: "erp"))
  }

  @Test("without a word, it is watched what is taken, and nothing lies beside documents")
  func standard() throws {
    let system = try erp()
    #expect(system.receipts == ReceiptRule() && system.receipts.taken && !system.receipts.tellsOfImports)
    #expect(system.sidecars.files.isEmpty)
  }

  @Test("folders are seen from the outbox")
  func folders() throws {
    let rule = try erp("receipts: { taken: no, done: done, error: /srv/erp/error, reason: .log, error-mark: .err }")
      .receipts
    #expect(!rule.taken && rule.tellsOfImports)
    #expect(rule.done?.folder.absolute == "/srv/exchange/outbox/erp/done" && rule.done?.means == .imported)
    #expect(rule.error?.absolute == "/srv/erp/error")
    #expect(rule.reason == ".log" && rule.errorMark == ".err" && rule.doneMark == nil)
    let beside = try erp("receipts: { done: ../../erp/done, error: ./error }").receipts
    #expect(beside.done?.folder.written == "../../erp/done" && beside.error?.written == "./error")
    let taken = try erp("receipts: { done: { folder: in/2026, means: taken } }").receipts
    #expect(taken.done?.folder.absolute == "/srv/exchange/outbox/erp/in/2026" && !taken.tellsOfImports)
  }

  @Test("a checksum comes ahead of the marker")
  func sidecars() throws {
    let rule = try erp("sidecars: { marker: .done, checksum: .sha256, acknowledgements: yes }").sidecars
    #expect(rule.files.map(\.suffix) == [".sha256", ".done"] && rule.acknowledgements)
    let configuration = try ConfigurationSample.read(
      ConfigurationSample.text.replacing(
        "    outbox: outbox/erp\n", with: "    outbox: outbox/erp\n    sidecars: { marker: .ok }\n"))
    #expect(configuration.sidecarSuffixes(inOutbox: "/srv/exchange/outbox/erp") == [".ok"])
    #expect(configuration.sidecarSuffixes(inOutbox: "/srv/exchange/outbox/crm") == [])
  }

  @Test(
    "what cannot be meant is told at its place",
    arguments: [
      ("receipts: { done: . }", "9:23: error: \".\" is the outbox itself; name a folder in it, or another one"),
      (
        "receipts: { done: .prepared }",
        "9:23: error: \".prepared\" is hidden in the outbox, where only Kontor writes; use another name"
      ),
      (
        "receipts: { done: ./.prepared }",
        "9:23: error: \"./.prepared\" is hidden in the outbox, where only Kontor writes; use another name"
      ),
      (
        "receipts: { done: a, error: a }",
        "9:33: error: done and error are the same folder; what lies there would be both: use two folders"
      ),
      (
        "receipts: { reason: .log }",
        "9:25: error: reason without error; name the folder beside whose files the reasons lie"
      ),
      (
        "receipts: { done-mark: .x, error-mark: .x }",
        "9:15: error: done-mark and error-mark are both \".x\"; a mark can mean one thing only"
      ),
      (
        "receipts: { done: { folder: a, means: imprted } }",
        "9:43: error: \"imprted\" is no meaning of done; did you mean \"imported\"?"
      ),
      ("receipts: { done: { means: taken } }", "9:23: error: missing key \"folder\"; add it to done"),
      (
        "receipts: { error-mark: error }",
        "9:29: error: expected a suffix such as .error, found \"error\"; a dot, then at most 16 letters, digits, - and _ "
          + "(ASCII)"
      ),
      (
        "sidecars: { checksum: ./x }",
        "9:27: error: expected a suffix such as .sha256, found \"./x\"; a dot, then at most 16 letters, digits, - and _ "
          + "(ASCII)"
      ),
      (
        "sidecars: { acknowledgements: yes }",
        "9:15: error: sidecars names none; name a checksum such as .sha256, a marker such as .done, or both"
      ),
      (
        "sidecars: { checksum: .x, marker: .x }",
        "9:15: error: checksum and marker are both \".x\"; give each a suffix of its own"
      ),
    ])
  func mistakes(_ line: String, _ expected: String) {
    let text = ConfigurationSample.text.replacing(
      "    outbox: outbox/erp\n", with: "    outbox: outbox/erp\n    \(line)\n")
    #expect(ConfigurationSample.mistakes(in: text) == ["kontor.yaml:" + expected])
  }

  @Test("a mark of the system's and a sidecar of Kontor's need two names")
  func marksAndSidecars() {
    let text = ConfigurationSample.text.replacing(
      "    outbox: outbox/erp\n",
      with: "    outbox: outbox/erp\n    receipts: { done-mark: .done }\n    sidecars: { marker: .done }\n")
    #expect(
      ConfigurationSample.mistakes(in: text) == [
        "kontor.yaml:10:15: error: \".done\" beside a document would be Kontor's own file and the system's mark; give the "
          + "one in sidecars another suffix than the one in receipts"
      ])
  }

  @Test("a system for which nothing is written shows nothing of it")
  func withoutOutbox() {
    let text = ConfigurationSample.text.replacing(
      "    outbox: outbox/crm\n", with: "    receipts: { taken: yes }\n    sidecars: { marker: .ok }\n")
    #expect(
      ConfigurationSample.mistakes(in: text) == [
        "kontor.yaml:5:15: error: receipts of a system without outbox; nothing is written for it: remove them",
        "kontor.yaml:6:15: error: sidecars of a system without outbox; nothing is written for it: remove them",
      ])
  }

  @Test("word is not looked for where something else belongs")
  func otherFolders() throws {
    let text = ConfigurationSample.text.replacing(
      "    outbox: outbox/erp\n", with: "    outbox: outbox/erp\n    receipts: { done: /srv/exchange/inbox/crm }\n")
    let problems = ConfigurationCheck.problems(in: try ConfigurationSample.read(text), folders: false) { _ in .missing }
    #expect(
      problems.map(\.description).contains(
        "kontor.yaml:9:23: error: done of \"erp\" is the inbox of \"crm\" too; name a folder of the system's own"))
  }
}
