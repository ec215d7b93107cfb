import Foundation
import Testing

@Suite("kontor schedule")
struct ScheduleCommandTests {
  private func site(_ flow: String) throws -> Site {
    let site = try Site()
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(
      yaml.replacing("entities: [Customer, Order], accept: per-record", with: "entities: [Customer, Order], \(flow)")
        + "\ntime-zone: Europe/Berlin\n", to: "kontor.yaml")
    return site
  }

  @Test("shows what each flow carries, its rule, and its next runs")
  func show() throws {
    let site = try site("when: '*/15 6-20 * * mon-fri', name: to-erp")
    let run = try site.run("schedule")
    #expect(run.code == 0, "\(run)")
    #expect(run.lines[0] == "to-erp  Customer, Order from crm to erp")
    #expect(run.lines[1] == "  rule  every 15 minutes of hours 6 to 20, on Monday to Friday (Europe/Berlin)")
    #expect(run.lines[2] == "  now   waits for its next run")
    #expect(run.lines[3].hasPrefix("  next  ") && run.lines[3].contains(" +0"))
    #expect(run.lines[7].hasPrefix("        ") && run.lines[7].contains("  in "))
    #expect(run.lines[8] == "erp-crm  Customer, OrderStatus, Invoice, Reminder from erp to crm")
    #expect(run.lines.suffix(2) == ["  rule  always", "  now   open"])
    let one = try site.run("schedule", "to-erp", "--count", "1")
    #expect(one.lines.count == 4)
    #expect(try site.run("schedule", "show", "to-erp", "--count", "1").lines.prefix(3) == one.lines.prefix(3))
  }

  @Test("shows when a flow with windows alone opens and closes")
  func windows() throws {
    let run = try site("when: { during: 00:00-24:00, except: none }").run("schedule")
    #expect(run.code == 78)
    #expect(run.err.contains("unknown calendar \"none\""))
    let open = try site("when: { during: [sat-sun, mon-fri 00:00-23:59] }").run("schedule", "crm-erp", "--count", "2")
    #expect(open.lines[1] == "  rule  open sat-sun and mon-fri 00:00-23:59 (Europe/Berlin)")
    #expect(open.lines[2] == "  now   open" || open.lines[2] == "  now   closed")
    #expect(open.lines[3].hasPrefix("  next  closes ") || open.lines[3].hasPrefix("  next  opens  "))
  }

  @Test("says the same in JSON")
  func json() throws {
    struct Report: Decodable {
      struct Flow: Decodable {
        struct Run: Decodable {
          var at: String
          var local: String
          var seconds: Int
        }
        struct Change: Decodable {
          var at: String
          var opens: Bool
        }
        var flow: String
        var entities: [String]
        var timeZone: String
        var state: String
        var runs: [Run]
        var changes: [Change]
      }
      var flows: [Flow]
    }
    let run = try site("when: every 30m").run("schedule", "--json", "--count", "3")
    let flows = try JSONDecoder().decode(Report.self, from: Data(run.out.utf8)).flows
    #expect(flows.map(\.flow) == ["crm-erp", "erp-crm"])
    #expect(flows.map(\.state) == ["runs", "always"])
    #expect(flows.map(\.timeZone) == ["Europe/Berlin", "UTC"])
    #expect(flows[0].entities == ["Customer", "Order"])
    #expect(flows[0].runs.count == 3)
    #expect(flows[0].runs[0].seconds <= 1800)
    #expect(flows[0].runs[1].seconds - flows[0].runs[0].seconds == 1800)
    #expect(flows[1].runs.isEmpty && flows[1].changes.isEmpty)
  }

  @Test("tries an expression without a configuration, in UTC and by the clocks of the zone")
  func tries() throws {
    let site = try Site(initialised: false)
    let run = try site.run(
      "schedule", "try", "30 2 * * *", "--time-zone", "Europe/Berlin", "--from", "2026-03-28T00:00:00Z", "--count", "3")
    #expect(run.code == 0, "\(run)")
    #expect(
      run.lines == [
        "at 02:30, every day", "UTC               Europe/Berlin                IN",
        "2026-03-28 01:30  Sat 2026-03-28 02:30 +01:00  90 min",
        "2026-03-29 01:00  Sun 2026-03-29 03:00 +02:00  25 h",
        "2026-03-30 00:30  Mon 2026-03-30 02:30 +02:00  2 days",
      ])
    let window = try site.run(
      "schedule", "try", "every 20m", "--during", "fri 22:00-22:30", "--from", "2026-05-01", "--count", "2", "--json")
    #expect(window.out.contains("\"local\" : \"2026-05-01T22:20:00+00:00\""))
    let never = try site.run("schedule", "try", "0 0 30 2 *")
    #expect(never.code == 1)
    #expect(never.lines == ["at 00:00, on the 30th of the month in February", "never runs"])
  }

  @Test("marks the place of a mistake, and names the nearest zone")
  func mistakes() throws {
    let site = try Site(initialised: false)
    let run = try site.run("schedule", "try", "0 6,25 * * *")
    #expect(run.code == 2)
    #expect(
      run.err == """
        kontor: "25" is no hour; expected 0 to 23, such as 5, 0,30, 8-17, */5 or *
        kontor: 0 6,25 * * *
        kontor:     ^

        """)
    let zone = try site.run("schedule", "try", "0 6 * * *", "--time-zone", "europe/berlin")
    #expect(zone.code == 2)
    #expect(zone.err == "kontor: there is no time zone europe/berlin; did you mean Europe/Berlin?\n")
    #expect(try site.run("schedule", "try", "always").code == 2)
    #expect(try site.run("schedule", "try", "0 6 * * *", "--count", "0").code == 2)
    let flow = try self.site("name: orders").run("schedule", "ordrs")
    #expect(flow.code == 2)
    #expect(flow.err == "kontor: there is no flow ordrs; did you mean orders?\n")
    for command in ["run", "pause", "resume"] {
      let decided = try self.site("name: orders").run("schedule", command, "ordrs")
      #expect(decided.code == 2)
      #expect(decided.err == "kontor: there is no flow ordrs; did you mean orders?\n")
    }
  }

  @Test("answers each line of standard input with one of JSON")
  func lines() throws {
    struct Answer: Decodable {
      struct Run: Decodable { var at: String }
      struct Mistake: Decodable {
        var offset: Int
        var remedy: String
      }
      var schedule: String
      var runs: [Run]?
      var mistake: Mistake?
    }
    let site = try Site(initialised: false)
    try site.write("0 6 * * *\n0 6 * * x\nevery 1h\n", to: "in")
    let run = try Program.run(
      ["schedule", "try", "-", "--from", "2026-05-01T05:30:00Z", "--count", "1"], in: site.path,
      input: site.path + "/in")
    #expect(run.code == 0 || run.code == 1)
    let answers = try run.lines.map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
    #expect(answers.map(\.schedule) == ["0 6 * * *", "0 6 * * x", "every 1h"])
    #expect(answers.map { $0.runs?.map(\.at) } == [["2026-05-01T06:00:00.000Z"], nil, ["2026-05-01T06:00:00.000Z"]])
    #expect(answers.map { $0.mistake?.offset } == [nil, 8, nil])
    #expect(run.code == 1)
  }
}
