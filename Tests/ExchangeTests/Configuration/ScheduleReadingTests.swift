import Testing

@testable import Exchange

@Suite("Schedules in a configuration")
struct ScheduleReadingTests {
  private static let flow = "entities: [Customer, Order]"

  private static func text(_ when: String) -> String {
    ConfigurationSample.text.replacing(flow, with: "\(flow), \(when)")
      + "\ntime-zone: Europe/Berlin\ncalendars: { german: { days: [12-25, 2027-03-26] }, plant: { days: [08-15] } }"
  }

  private func schedule(_ when: String) throws -> FlowSchedule {
    try ConfigurationSample.read(Self.text(when)).flows[0].schedule
  }

  @Test("a flow without a schedule goes always, and is called after its systems")
  func standard() throws {
    let configuration = try ConfigurationSample.read()
    #expect(configuration.flows.map(\.schedule) == [.always])
    #expect(configuration.flows.map(\.name) == ["crm-erp"])
    #expect(configuration.timeZone == .utc)
    #expect(configuration.calendars == [:])
    #expect(configuration.flow(named: "crm-erp") == configuration.flows[0])
  }

  @Test("a schedule is a word, an interval, an expression, or a map of all that")
  func forms() throws {
    let berlin = try Moments.zone("Europe/Berlin")
    #expect(try schedule("when: always").isAlways)
    #expect(try schedule("when: every 15m") == FlowSchedule(.every(900), in: berlin))
    #expect(
      try schedule("when: '*/15 6-20 * * mon-fri'")
        == FlowSchedule(.at([try CronExpression("*/15 6-20 * * mon-fri")]), in: berlin))
    #expect(try schedule("when: '@daily'").hasRuns)
    #expect(try schedule("when: { at: '0 6 * * *' }").words == "at 06:00, every day")
    let whole = try schedule(
      "when: { at: ['0 6 * * *', '0 18 * * *'], during: [mon-fri 06:00-20:00, sat 08:00-12:00], except: [german, plant], "
        + "time-zone: Asia/Kolkata }")
    #expect(whole.zone.name == "Asia/Kolkata")
    #expect(whole.windows.map(\.text) == ["mon-fri 06:00-20:00", "sat 08:00-12:00"])
    #expect(whole.holidays.annual.count == 2)
    #expect(whole.holidays.single.count == 1)
    #expect(
      whole.words
        == "at 06:00, every day; and at 18:00, every day, within mon-fri 06:00-20:00 and sat 08:00-12:00, not "
        + "on german or plant")
    #expect(try schedule("when: { every: 2h, during: sat-sun }").rhythm == .every(7200))
    #expect(try schedule("when: { during: sat-sun }").words == "open sat-sun")
    #expect(try schedule("when: { except: german }").words == "open, not on german")
  }

  @Test("the nearest time zone counts: of the schedule, of the flow, of the configuration")
  func zones() throws {
    #expect(try schedule("when: every 15m").zone.name == "Europe/Berlin")
    #expect(try schedule("when: every 15m, time-zone: America/New_York").zone.name == "America/New_York")
    #expect(
      try schedule("when: { every: 15m, time-zone: UTC }, time-zone: America/New_York").zone.name == "UTC")
  }

  @Test("flows between the same two systems are called after what they carry, too")
  func names() throws {
    let text = ConfigurationSample.text.replacing(
      "entities: [Customer, Order] }",
      with: "entities: [Customer] }\n  - { from: crm, to: erp, entities: [Order, Invoice] }\n"
        + "  - { name: late, from: crm, to: erp, entities: [Reminder] }")
    #expect(
      try ConfigurationSample.read(text).flows.map(\.name) == ["crm-erp-Customer", "crm-erp-Order+Invoice", "late"])
  }

  @Test("holidays may stand in a file")
  func file() throws {
    let folder = try TestFolder()
    try folder.file("holidays.txt", "# all\n01-01 New Year\n2027-03-26\n")
    let text = ConfigurationSample.text + "\ncalendars: { german: { days: [12-25], file: holidays.txt } }"
    let german = try #require(try ConfigurationSample.read(text, folder: folder.path).calendars["german"])
    #expect(german.annual.count == 2)
    #expect(german.single.count == 1)
    try folder.file("holidays.txt", "01-01\n\n13-01 Never\nsoon\n")
    #expect(
      ConfigurationSample.mistakes(in: text, folder: folder.path) == [
        "kontor.yaml:20:45: error: line 3 of \"holidays.txt\": there is no day \"13-01\"; \(Holidays.expected)",
        "kontor.yaml:20:45: error: line 4 of \"holidays.txt\": \"soon\" is no day; \(Holidays.expected)",
      ])
    #expect(
      ConfigurationSample.mistakes(in: text.replacing("holidays.txt", with: "gone.txt"), folder: folder.path) == [
        "kontor.yaml:20:45: error: cannot read the file \"gone.txt\": no such file or directory; one day a line, such as "
          + "12-25"
      ])
  }

  @Test(
    "a mistake is named at its place, with the remedy",
    arguments: [
      ("when: alwyas", "19:62: error: \"alwyas\" is no schedule; did you mean \"always\"?"),
      (
        "when: noon",
        "19:62: error: \"noon\" is no schedule; expected always, every 15m, or a cron expression such as \"30 6 * * "
          + "mon-fri\""
      ),
      (
        "when: [always]",
        "19:62: error: expected always, every 15m, or a cron expression such as \"30 6 * * mon-fri\", or a map with at, "
          + "every, during and except, found a list"
      ),
      ("when: '0 25 * * *'", "19:62: error: \"25\" is no hour; expected 0 to 23, such as 5, 0,30, 8-17, */5 or *"),
      (
        "when: every 15",
        "19:62: error: \"15\" is no interval; expected a duration from 1m to 1d, such as 15m; a cron expression "
          + "says what is rarer"
      ),
      (
        "when: { every: 2d }",
        "19:71: error: \"2d\" is no interval; expected a duration from 1m to 1d, such as 15m; a cron expression says what "
          + "is rarer"
      ),
      (
        "when: { every: 15m, at: '@daily' }",
        "19:80: error: a schedule has one kind of points in time; keep one of at and every"
      ),
      ("when: {}", "19:62: error: the schedule says nothing; add at, every, during or except, or write always"),
      ("when: { durnig: sat }", "19:64: error: unknown key \"durnig\"; did you mean \"during\"?"),
      ("when: { during: mon-fir }", "19:72: error: \"fir\" is no day; did you mean \"fri\"?"),
      ("when: { at: [] }", "19:68: error: the list is empty; expected a cron expression"),
      ("when: { except: gemran }", "19:72: error: unknown calendar \"gemran\"; did you mean \"german\"?"),
      ("when: { except: shop }", "19:72: error: unknown calendar \"shop\"; expected german or plant"),
      (
        "when: every 15m, time-zone: Europe/Berln",
        "19:84: error: there is no time zone \"Europe/Berln\"; did you mean \"Europe/Berlin\"?"
      ),
      (
        "when: every 15m, time-zone: CET",
        "19:84: error: there is no time zone \"CET\"; expected UTC, or a name such as Europe/Berlin"
      ),
      (
        "time-zone: UTC",
        "19:67: error: a flow without a schedule has no use for a time zone; add when, or take it out"
      ),
      (
        "name: c r m",
        "19:62: error: \"c r m\" cannot name a flow; use letters, digits, - and _ (ASCII, at most 40), and "
          + "begin with a letter or digit"
      ),
    ])
  func mistakes(when: String, expected: String) {
    let mistakes = ConfigurationSample.mistakes(in: Self.text(when))
    #expect(mistakes.prefix(1) == ["kontor.yaml:" + expected])
  }

  @Test("no two flows have the same name")
  func sameName() {
    let text = ConfigurationSample.text.replacing(
      "entities: [Customer, Order] }",
      with: "entities: [Customer], name: all }\n  - { name: all, from: crm, to: erp, entities: [Order] }")
    #expect(
      ConfigurationSample.mistakes(in: text) == [
        "kontor.yaml:20:5: error: another flow is called \"all\"; it stands in line 19; give one of them another name"
      ])
  }

  @Test(
    "a calendar has days",
    arguments: [
      ("{}", "20:14: error: calendar \"german\" has no days; add days or file"),
      ("{ days: 12-25 }", "20:30: error: expected a list of days, found \"12-25\""),
      ("{ days: [25.12.] }", "20:31: error: \"25.12.\" is no day; \(Holidays.expected)"),
      ("{ dyas: [] }", "20:24: error: unknown key \"dyas\"; did you mean \"days\"?"),
    ])
  func calendars(written: String, expected: String) {
    let text = ConfigurationSample.text + "\ncalendars: { german: \(written) }"
    #expect(ConfigurationSample.mistakes(in: text).first == "kontor.yaml:" + expected)
  }

  @Test(
    "check finds what never comes",
    arguments: [
      (
        "when: '0 0 30 2 *'",
        "error: \"0 0 30 2 *\" never comes: no year has such a day; kontor schedule try shows when an expression comes"
      ),
      (
        "when: { at: '0 5 * * *', during: mon-fri 06:00-20:00 }",
        "warning: the points in time and the windows of flow \"crm-erp\" do not meet in the next 5 years: nothing would "
          + "ever be sent; kontor schedule shows when a flow runs"
      ),
      (
        "when: { at: '0 6 25 12 *', except: german }",
        "warning: the points in time and the windows of flow \"crm-erp\" do not meet in the next 5 years: nothing would "
          + "ever be sent; kontor schedule shows when a flow runs"
      ),
      (
        "when: { during: holidays 06:00-08:00 }",
        "warning: the windows of flow \"crm-erp\" do not open in the next 5 years: nothing would ever be sent; kontor "
          + "schedule shows when a flow runs"
      ),
      (
        "when: { during: 'sun,holidays 06:00-08:00' }",
        "warning: the window \"sun,holidays 06:00-08:00\" names holidays, and the schedule has none; add except with the "
          + "name of a calendar"
      ),
      ("when: { at: '0 6 * * *', during: mon-fri 06:00-20:00, except: german }", nil),
    ] as [(String, String?)])
  func never(when: String, expected: String?) throws {
    let configuration = try ConfigurationSample.read(Self.text(when))
    let found = ConfigurationCheck.problems(in: configuration, at: try Moments.at("2026-05-01T00:00:00Z")) { path in
      PathFacts(
        kind: path.hasSuffix(".xsd") || path.hasSuffix(".xsl") || path.hasSuffix(".sqlite") ? .file : .folder,
        isReadable: true, isWritable: true, mode: 0o750, owner: 0, identity: [])
    }.map(\.description)
    #expect(found.first == expected.map { "kontor.yaml:19:62: \($0)" })
  }
}
