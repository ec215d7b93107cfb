import Testing

@testable import Exchange

@Suite("What the configuration says about incidents")
struct IncidentReadingTests {
  private static let from = "flows:\n  - { from: crm, to: erp, entities: [Customer, Order] }"

  private static func text(system: String = "", incidents: String = "") -> String {
    ConfigurationSample.text.replacing("    outbox: outbox/crm\n", with: "    outbox: outbox/crm\n\(system)")
      + (incidents.isEmpty ? "" : "\nincidents:\n\(incidents)")
  }

  @Test("without a word there are defaults")
  func standard() throws {
    let configuration = try ConfigurationSample.read()
    #expect(configuration.incidents == .standard)
    let crm = try #require(configuration.system(named: "crm"))
    #expect(crm.expect == [])
    #expect(crm.overdue.settled == .seconds(3600))
    #expect(crm.overdue.validated == .seconds(3600))
    #expect(crm.overdue.rejected == nil && crm.overdue.delivered == nil)
    #expect(crm.overdue.taken == nil && crm.overdue.imported == nil)
  }

  @Test("expected files have deadlines in a zone, except on holidays")
  func expected() throws {
    let text =
      "time-zone: Europe/Berlin\ncalendars: { de: { days: [12-25] } }\n"
      + Self.text(
        system: "    expect:\n"
          + "      - { name: \"c-*.xml\", entities: [Customer], by: \"30 7 * * mon-fri\", except: de, since: 24h }\n"
          + "      - { entities: [Order], by: [\"0 12 * * *\", \"0 18 * * *\"], time-zone: UTC }\n"
          + "    overdue: { settled: never, validated: 30m, rejected: 2d }\n")
    let crm = try #require(try ConfigurationSample.read(text).system(named: "crm"))
    #expect(crm.expect.map(\.words) == ["c-*.xml with Customer", "a file with Order"])
    #expect(crm.expect[0].since == .seconds(86_400))
    #expect(crm.expect[0].deadlines.zone.name == "Europe/Berlin")
    let eve = try #require(Timestamp("2026-12-24T12:00:00.000Z"))
    #expect(crm.expect[0].deadlines.nextRun(after: eve) == Timestamp("2026-12-28T06:30:00.000Z"))
    #expect(crm.expect[1].deadlines.nextRun(after: eve) == Timestamp("2026-12-24T18:00:00.000Z"))
    #expect(crm.overdue.settled == nil)
    #expect(crm.overdue.validated == .seconds(1800))
    #expect(crm.overdue.rejected == .seconds(2 * 86_400))
  }

  @Test("ways of telling say how, from which severity, and when")
  func ways() throws {
    let text = Self.text(
      incidents: """
          grace: 5m
          conflicts: never
          tell:
            - { command: [/bin/page, --urgent], at: error, quiet: "20:00-06:00", except: critical, timeout: 10s }
            - { mail: { to: [a@b.c, root], from: k@b.c, via: /bin/mail }, digest: 1h, remind: 24h, name: post }
            - { drop: events }
        """)
    let rules = try ConfigurationSample.read(text).incidents
    #expect(rules.grace == .seconds(300))
    #expect(rules.again == .seconds(3600))
    #expect(rules.conflicts == nil)
    #expect(rules.tell.map(\.name) == ["command /bin/page", "post", "drop events"])
    #expect(rules.tell[0].means == .command(["/bin/page", "--urgent"], timeout: .seconds(10)))
    #expect(rules.tell[0].least == .error && rules.tell[0].exempt == .critical)
    #expect(rules.tell[0].quiet?.windows.map(\.text) == ["20:00-06:00"])
    #expect(
      rules.tell[1].means == .mail(to: ["a@b.c", "root"], from: "k@b.c", via: "/bin/mail", timeout: .seconds(30)))
    #expect(rules.tell[1].digest == .seconds(3600) && rules.tell[1].remind == .seconds(86_400))
    #expect(rules.tell[2].least == .warning)
  }

  @Test(
    "a mistake is told at its place",
    arguments: [
      (
        "    expect: [{ by: \"30 7 * * *\" }]\n", "",
        "6:14: error: nothing says which file is expected; add name, entities, or both"
      ),
      ("    expect: [{ name: a }]\n", "", "6:14: error: missing key \"by\"; add it to an expected file"),
      (
        "    expect: [{ name: a, by: \"0 0 30 2 *\" }]\n", "",
        "6:29: error: \"0 0 30 2 *\" never comes: no year has such a day"
      ),
      (
        "    overdue: { taken: soon }\n", "",
        "6:23: error: expected a duration such as 2h or 1d, or never, found \"soon\""
      ),
      (
        "", "  tell: [{ command: page }]",
        "21:21: error: expected the whole path of a program, found \"page\"; no shell looks for it"
      ),
      (
        "", "  tell: [{ mail: { to: \"a b@c\", from: k@b.c } }]",
        "21:24: error: \"a b@c\" is no address; expected one such as it@example.com, without a name"
      ),
      (
        "", "  tell: [{ drop: x, command: /bin/y }]",
        "21:10: error: a way has exactly one of command, mail and drop; make a way of its own of each"
      ),
      (
        "", "  tell: [{ drop: x, digest: 1h }]",
        "21:29: error: each event has a file of its own, so nothing is collected; take digest out"
      ),
      (
        "", "  tell: [{ drop: x, except: critical }]",
        "21:29: error: except belongs to quiet hours; add quiet, or take it out"
      ),
      (
        "", "  tell: [{ drop: x, quiet: \"holidays 20:00-06:00\" }]",
        "21:28: error: the window \"holidays 20:00-06:00\" names holidays, and quiet hours have none; name days of the "
          + "week alone"
      ),
      (
        "", "  tell: [{ drop: x }, { drop: x }]",
        "21:23: error: two ways are called \"drop x\"; it stands in line 21; give one a name"
      ),
      ("", "  grac: 1m", "21:3: error: unknown key \"grac\"; did you mean \"grace\"?"),
    ])
  func mistakes(system: String, incidents: String, expected: String) {
    #expect(
      ConfigurationSample.mistakes(in: Self.text(system: system, incidents: incidents)) == ["kontor.yaml:" + expected])
  }
}

extension IncidentReadingTests {
  @Test(
    "what could never come or be told is found",
    arguments: [
      (
        "    outbox: outbox/erp\n",
        "    outbox: outbox/erp\n    expect: [{ name: a, by: \"0 7 * * *\" }]\n    overdue: { imported: 1d }\n", "",
        [
          "9:14: error: system \"erp\" has no inbox, so no file can come from it; give it an inbox, or remove the entry",
          "10:14: warning: system \"erp\" has no inbox through which it could confirm imports; give it an inbox, or remove "
            + "imported",
        ]
      ),
      (
        "", "", "\nincidents:\n  tell: [{ drop: inbox/crm/events }]",
        ["21:18: error: events would be dropped into the inbox of \"crm\"; name a folder of its own"]
      ),
    ] as [(String, String, String, [String])])
  func unfit(_ from: String, _ to: String, _ more: String, _ expected: [String]) throws {
    let text = (from.isEmpty ? ConfigurationSample.text : ConfigurationSample.text.replacing(from, with: to)) + more
    let problems = ConfigurationCheck.problems(in: try ConfigurationSample.read(text), folders: false) { _ in .missing }
    let found = problems.map(\.description).filter { $0.contains("inbox") && !$0.contains("schema") }
    #expect(found == expected.map { "kontor.yaml:" + $0 })
  }
}
