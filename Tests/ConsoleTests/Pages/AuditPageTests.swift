import Console
import Testing

@testable import Exchange
@testable import Operations

/// The page of the audit as a value: whole in both languages, whatever came out of files.
@Suite("Page of the audit")
struct AuditPageTests {
  private func check(_ page: some PageContent) -> [String] {
    Language.allCases.map { language in
      let html = Sample.html(page, language)
      #expect(PageCheck(html).faults == [])
      #expect(!html.contains("<script>alert"))
      for fragment in page.fragments(Sample.words(language)) {
        #expect(html.contains("id=\"\(fragment.id)\""), "\(fragment.id) is not on the page")
      }
      return html
    }
  }

  private func decision(_ number: Int64, _ action: String, before: String?, after: String?) -> TrailReport {
    var entry = AuditEntry(
      at: Sample.before(seconds: 60), who: "a.brandt", action: action, subject: "interchange 01M8KBDQ9NDMMR6N",
      reason: Sample.hostile, outcome: .accepted, before: before, after: after,
      source: RecordReference(InterchangeID("01M8KBEMKRRQ7QBF"), 1))
    entry.number = number
    return TrailReport(entry)
  }

  private func visit(_ what: AccessEntry.What) -> TrailReport {
    TrailReport(
      AccessEntry(at: Sample.now, who: "Geheim123", what: what, subject: "/login", address: "192.0.2.7"))
  }

  @Test("decisions and visits stand in one trail, with links to what they are about")
  func audit() {
    var trail = TrailPage()
    trail.entries = [visit(.loggedIn), decision(7, "reprocess", before: "attempt 1", after: "attempt 2")]
    trail.next = TrailPlace(decisions: 7, access: 3)
    var page = AuditTrailPage(trail, query: Fields([("who", Sample.hostile), ("since", "2026-11-01")]))
    page.fresh = 12
    let html = check(page)
    for text in [
      "Who decided what", "log-in", "from 192.0.2.7", "try again", "attempt 1",
      #"href="/interchanges/01M8KBDQ9NDMMR6N""#, "12 new: show", "before=7-3", #"value="2026-11-01""#, "/audit.csv?",
    ] {
      #expect(html[0].contains(text), "\(text)")
    }
    #expect(html[1].contains("erneut verarbeiten"))
    #expect(check(AuditTrailPage(TrailPage(), query: Fields()))[0].contains("Nobody has decided anything yet."))
  }

  @Test("values, addresses and names that were tried are shown to those who may see them")
  func shown() {
    let values = decision(1, "resolve", before: "Phone: “1” (crm)", after: "Phone: “1”")
    #expect(values.showing(seesPayloads: false, seesAddresses: true).before == "•••")
    #expect(values.showing(seesPayloads: false, seesAddresses: true).after == "•••")
    #expect(values.showing(seesPayloads: true, seesAddresses: false).before == "Phone: “1” (crm)")
    let attempt = decision(2, "reprocess", before: "attempt 1", after: "attempt 2")
    #expect(attempt.showing(seesPayloads: false, seesAddresses: false).before == "attempt 1")
    let failed = visit(.logInFailed)
    #expect(failed.showing(seesPayloads: true, seesAddresses: false).who == "•••")
    #expect(failed.showing(seesPayloads: true, seesAddresses: false).address == nil)
    #expect(failed.showing(seesPayloads: false, seesAddresses: true).who == "Geheim123")
    #expect(visit(.loggedIn).showing(seesPayloads: true, seesAddresses: false).who == "Geheim123")
  }

  private static let knownDetails: [AccessDetail] = [
    .values, .toEdit, .toValidate, .payloads, .noPayloads, .role("admin"), .needs(role: "operator"), .language("de"),
    .unknown, .noToken, .noUser, .link, .entries(7), .job(.reprocess, 12),
  ]

  @Test("known details of visits read back as they were written", arguments: knownDetails)
  func details(_ detail: AccessDetail) {
    #expect(AccessDetail.all(in: detail.text) == [detail])
  }

  @Test("several details read back, and what is none of them is left as it is")
  func severalDetails() {
    let all: [AccessDetail] = [.role("admin"), .noPayloads, .language("en")]
    #expect(AccessDetail.all(in: AccessDetail.text(all)) == all)
    #expect(AccessDetail.all(in: "host: evil.example") == nil)
    #expect(AccessDetail.all(in: "values, and more") == nil)
  }

  @Test(
    "what visits were about reads back",
    arguments: [
      AccessSubject("interchange", "01M8KBDQ9NDMMR6N"), AccessSubject("interchange", "01M8KBDQ9NDMMR6N", .asFile),
      AccessSubject("interchange", "01M8KBDQ9NDMMR6N", .toPutRight),
      AccessSubject("interchange", "01M8KBDQ9NDMMR6N", .attempts("1", "2")),
      AccessSubject("Customer", "K 1, and more", .sendingTo("erp")),
    ])
  func subjects(_ subject: AccessSubject) {
    #expect(AccessSubject(text: subject.text) == subject)
  }

  @Test("what is told of visits is told in both languages, and links lead to the thing itself")
  func visits() {
    var number: Int64 = 0
    func visit(_ what: AccessEntry.What, _ subject: String?, _ detail: AccessDetail?) -> TrailReport {
      var entry = AccessEntry(at: Sample.now, who: "ada", what: what, subject: subject, detail: detail?.text)
      number += 1
      entry.number = number
      return TrailReport(entry)
    }
    var trail = TrailPage()
    trail.entries = [
      visit(.payloadShown, AccessSubject("interchange", "01M8KBDQ9NDMMR6N", .asFile).text, nil),
      visit(.payloadShown, AccessSubject("interchange", "01M8KBDQ9NDMMR6N").text, .toEdit),
      visit(.payloadShown, AccessSubject("Customer", "K-1").text, .values),
      visit(.userAdded, "user it.weber", .role("admin")), visit(.roleRefused, "/system", .needs(role: "operator")),
      visit(.passwordChanged, "user it.weber", nil), decision(7, "release", before: "known", after: nil),
    ]
    let html = check(AuditTrailPage(trail, query: Fields()))
    for text in [
      #"href="/interchanges/01M8KBDQ9NDMMR6N">Datei <code>01M8KBDQ9NDMMR6N</code></a>, als Datei"#, "zum Berichtigen",
      ">Kunde K-1</a>", "Werte", "Benutzer it.weber", "Rolle Verwaltung", "nötig: Bearbeitung", "Passwort geändert",
      #"<span lang="en">known</span>"#,
    ] {
      #expect(html[1].contains(text), "\(text)")
    }
    for text in [", as a file", "to edit", "user it.weber", "role administrator", "needs operator", ">known<"] {
      #expect(html[0].contains(text), "\(text)")
    }
  }

  @Test("places in the trail read back", arguments: ["812-4410", "812-", "-4410", "9223372036854775807-0"])
  func places(_ text: String) {
    #expect(TrailPlace(text)?.text == text)
  }

  @Test("what is no place is none", arguments: ["", "1", "1-2-3", "a-1", "--1", "1--2", "12-x"])
  func noPlaces(_ text: String) {
    #expect(TrailPlace(text) == nil)
  }
}
