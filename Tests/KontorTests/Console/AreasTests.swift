import Console
import Exchange
import Foundation
import Operations
import Testing

@Suite("Areas of the console")
struct AreasTests {
  private static let hostile = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%E2%80%AE"

  @Test("an order that waits stands with what it waits for, and is there for both languages")
  func held() async throws {
    let site = try Site()
    let areas = try Areas(site)
    #expect(try await areas.get("/held").html.contains("Nothing waits."))
    try site.holdOrder()
    let page = try await areas.get("/held")
    for text in ["Order A-1", "Customer K-1", "crm-1.xml", #"name="hold" value="1""#] {
      #expect(page.html.contains(text), "\(text)")
    }
    #expect(try await areas.get("/held", in: .german).html.contains("hier noch nicht bekannt"))
    #expect(try await areas.get("/held?reason=number").html.contains("None of them"))
    #expect(try await areas.fragments("/held").map(\.id).contains("h1"))
    #expect(try await areas.get("/held/1").status == 404)
  }

  @Test("a possible duplicate is told who it is")
  func identity() async throws {
    let site = try Site()
    try site.holdDuplicate()
    let areas = try Areas(site)
    #expect(try await areas.get("/held").html.contains("/held/1"))
    #expect(try await areas.get("/held/1").html.contains("K-1"))
    #expect(try await areas.post("/held/1", [("is", "same"), ("with", "K-9"), ("reason", "x")]).status == 422)
    #expect(try await areas.post("/held/1", [("is", "same"), ("with", "K-1")]).status == 422)
    #expect(try await areas.post("/held/1", [("reason", "x")]).status == 422)
    let answer = try await areas.post("/held/1", [("is", "same"), ("with", "K-1"), ("reason", "the same VAT id")])
    #expect(answer.status == 303)
    _ = try site.run("scan", "--settle", "0")
    #expect(try await areas.get(try #require(answer.location)).html.contains("carried out"))
    #expect(try site.run("held").out == "none\n")
  }

  @Test("a customer's page tells its story, its fields and its keys")
  func story() async throws {
    let site = try Site()
    try site.bookCustomer()
    let areas = try Areas(site)
    let page = try await areas.get("/entities/Customer/4711")
    #expect(page.status == 200)
    for text in ["Müller GmbH", "K-1", "+49301", "crm-1.xml", "<b>customer</b>", "erp has it"] {
      #expect(page.html.contains(text), "\(text)")
    }
    let hidden = try await areas.get("/entities/Customer/K-1", as: Areas.looker)
    #expect(!hidden.html.contains("+49301"))
    #expect(!hidden.html.contains("Müller"))
    #expect(try await areas.fragments("/entities/Customer/K-1").map(\.id).contains("way"))
  }

  @Test("a long story comes page by page")
  func pages() async throws {
    let site = try Site()
    try site.bookCustomer()
    for number in 2...4 {
      try site.send(
        from: "crm", number, ExchangeFile.customer("K-1", minute: 20 + number, ExchangeFile.phone("+4930\(number)0")))
    }
    let areas = try Areas(site)
    let whole = try #require(try await areas.workplace.atBench { try $0.story(of: .customer, key: "K-1") })
    let last = try #require(try await areas.workplace.atBench { try $0.story(of: .customer, key: "K-1", limit: 2) })
    #expect(last.story.map(\.at) == whole.story.suffix(2).map(\.at))
    #expect(last.earlier == whole.story.count - 2)
    let before = last.earlier
    let first = try #require(
      try await areas.workplace.atBench { try $0.story(of: .customer, key: "K-1", before: before, limit: 99) })
    #expect(first.story.map(\.at) + last.story.map(\.at) == whole.story.map(\.at))
    #expect(first.later == 2)
    let answers = whole.story.flatMap(\.acknowledgements).map(\.id)
    #expect((first.story + last.story).flatMap(\.acknowledgements).map(\.id) == answers)
  }

  @Test("what nobody knows is 404, whatever it is called")
  func unknown() async throws {
    let site = try Site()
    let areas = try Areas(site)
    for link in ["/entities/Customer/K-9", "/entities/Customer/\(Self.hostile)", "/flows/\(Self.hostile)"] {
      let answer = try await areas.get(link)
      #expect(answer.status == 404)
      #expect(!answer.html.contains("<script>alert"))
    }
    #expect(try await areas.get("/entities/\(Self.hostile)/K-1").status == 404)
    #expect(try await areas.get("/entities?key=\(Self.hostile)").status == 200)
    #expect(try await areas.post("/incidents/\(Self.hostile)", [("verb", "close"), ("reason", "x")]).status == 404)
  }

  @Test("a key leads straight to what it names; what waits for it is found too")
  func search() async throws {
    let site = try Site()
    try site.holdOrder()
    let areas = try Areas(site)
    #expect(try await areas.get("/entities?key=A-1").location == "/entities/Order/A-1")
    #expect(try await areas.get("/entities?key=K-1").html.contains("/entities/Order/A-1"))
    #expect(try await areas.get("/entities/Customer/K-1").html.contains("/entities/Order/A-1"))
    try site.send(from: "crm", 2, ExchangeFile.customer("K-1"))
    #expect(try await areas.get("/entities?key=K").html.contains("/entities/Customer/K-1"))
    #expect(try await areas.get("/entities?key=K&entity=Order").html.contains("No system calls anything"))
  }

  @Test("the story of what was released by hand says by whom and why")
  func released() async throws {
    let site = try Site()
    try site.holdOrder()
    let areas = try Areas(site)
    _ = try site.run("release", "1", "--reason", "the customer is coming", "--by", "bob")
    let story = try await areas.get("/entities/Order/A-1", in: .german)
    #expect(story.html.contains("von bob: the customer is coming"))
  }

  @Test("what would be sent is shown, and sent with a reason")
  func transfer() async throws {
    let site = try Site()
    try site.bookCustomer()
    let areas = try Areas(site)
    let link = "/entities/Customer/K-1/transfer"
    let preview = try await areas.get(link + "?to=erp")
    #expect(preview.html.contains("Müller GmbH"))
    #expect(preview.html.contains("1 document would go now"))
    let seen = try await areas.workplace.book.away { try $0.access(matching: AccessFilter(), before: nil, limit: 10) }
    #expect(seen.map(\.what) == [.payloadShown])
    #expect(try await areas.get(link + "?to=nobody").status == 400)
    #expect(try await areas.get(link + "?to=erp", as: Areas.looker).status == 403)
    let again = try await areas.post(link, [("to", "erp")])
    #expect(again.status == 422 && again.html.contains("Müller GmbH"))
    // It shows the document once more.
    let looks = try await areas.workplace.book.away { try $0.access(matching: AccessFilter(), before: nil, limit: 10) }
    #expect(looks.map(\.what) == [.payloadShown, .payloadShown])
    let before = try site.names(in: "outbox/erp").count
    let form = [("to", "erp"), ("form", try #require(again.hidden("form"))), ("reason", "the ERP lost it")]
    let answer = try await areas.post(link, form)
    #expect(answer.status == 303)
    #expect(try await areas.post(link, form).location == answer.location)
    _ = try site.run("scan", "--settle", "0")
    #expect(try await areas.post(link, form).location == answer.location)
    _ = try site.run("scan", "--settle", "0")
    #expect(try site.names(in: "outbox/erp").count == before + 1)
    #expect(try site.run("explain", "Customer", "K-1").out.contains("ada decided. Sent by itself."))
  }

  @Test("a flow is paused with a reason and resumed, by an administrator alone")
  func flows() async throws {
    let site = try Site()
    let areas = try Areas(site)
    let name = try #require(areas.workplace.configuration.flows.first?.name)
    #expect(try await areas.get("/flows").html.contains("running"))
    #expect(try await areas.post("/flows/\(name)/pause", [("reason", "x")]).status == 403)
    #expect(try await areas.post("/flows/\(name)/pause", [], as: Areas.admin).status == 422)
    let answer = try await areas.post("/flows/\(name)/pause", [("reason", "ERP update")], as: Areas.admin)
    _ = try site.run("scan", "--settle", "0")
    let page = try await areas.get(try #require(answer.location), as: Areas.admin)
    #expect(page.html.contains("ERP update"))
    #expect(page.html.contains("by root"))
    #expect(page.html.contains("exchange.xsd"))
    #expect(try await areas.fragments("/flows").count > 1)
    #expect(page.html.contains("Nothing was sent in the last 24 hours."))
    #expect(try await areas.get("/flows").html.contains("0 documents"))
    #expect(try await areas.post("/flows/\(name)/resume", [], as: Areas.admin).status == 303)
    _ = try site.run("scan", "--settle", "0")
    #expect(!(try await areas.get("/flows/\(name)").html.contains("ERP update")))
    try site.bookCustomer()
    #expect(try await areas.get("/flows").html.contains("1 document<"))
    #expect(try await areas.get("/flows/\(name)").html.contains("received to decided"))
  }

  @Test("an incident is taken care of and closed, with a reason")
  func incidents() async throws {
    let site = try Site()
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(yaml + "\nincidents:\n  grace: 0\n", to: "kontor.yaml")
    let areas = try Areas(site)
    #expect(try await areas.get("/incidents").html.contains("Nothing is wrong."))
    // A control number is left out.
    try site.send(from: "crm", 1, ExchangeFile.customer("K-1"))
    try site.send(from: "crm", 5, ExchangeFile.customer("K-2"))
    let page = try await areas.get("/incidents")
    #expect(page.html.contains("1 incident is open."))
    #expect(try await areas.post("/incidents/1", [("verb", "close")]).status == 422)
    #expect(try await areas.post("/incidents/1", [("verb", "dance"), ("reason", "x")]).status == 400)
    let answer = try await areas.post("/incidents/1", [("verb", "close"), ("reason", "never existed")])
    #expect(answer.status == 303)
    _ = try site.run("scan", "--settle", "0")
    let after = try await areas.get(try #require(answer.location))
    #expect(after.html.contains("Nothing is wrong."))
    #expect(after.html.contains("never existed"))
  }

  @Test("many incidents of one cause are decided at once: those that were seen, as many as one file takes")
  func manyIncidents() async throws {
    let site = try Site()
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(yaml + "\nincidents:\n  grace: 0\n", to: "kontor.yaml")
    let areas = try Areas(site)
    for place in 1...7 { try site.send(from: "crm", 3 * place, ExchangeFile.customer("K-\(place)")) }
    let page = try await areas.get("/incidents")
    #expect(page.html.contains("6 gaps in the control numbers of crm"))
    #expect(page.html.contains("/incidents?cause=number-gap&amp;of=crm"))
    #expect(page.hidden("through") == "6")
    let all = try await areas.get("/incidents?cause=number-gap&of=crm&before=6")
    #expect(all.html.contains("crm 4-5") && !all.html.contains("crm 19-20"))
    #expect(try await areas.get("/incidents?cause=number-gap&of=nobody").html.contains("6 incidents are open."))
    let group = [("cause", "number-gap"), ("of", "crm"), ("through", "5")]
    #expect(try await areas.post("/incidents", group + [("verb", "close")]).status == 422)
    #expect(try await areas.post("/incidents", group + [("verb", "dance"), ("reason", "x")]).status == 400)
    #expect(try await areas.post("/incidents", [("verb", "close"), ("reason", "x")]).status == 400)
    #expect(try await areas.post("/incidents", group + [("verb", "close")], as: Areas.looker).status == 403)
    let answer = try await areas.post("/incidents", group + [("verb", "close"), ("reason", "never existed")])
    #expect(answer.status == 303)
    _ = try site.run("scan", "--settle", "0")
    let after = try await areas.get(try #require(answer.location))
    // The sixth opened after the form was shown.
    #expect(after.html.contains("1 incident is open."))
    let (decisions, left) = try await areas.workplace.read { reading in
      try reading.decisions(.acknowledge, on: IncidentGroup.Key(.numberGap, sender: "crm"), through: .max, because: "x")
    }
    #expect(decisions.count == 1 && left == 0)
  }

  @Test("settings come with their lines, secrets without their values, and folders only when asked for")
  func system() async throws {
    let site = try Site()
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(yaml + "\nnode: nord\n", to: "kontor.yaml")
    let line = yaml.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    let areas = try Areas(site) { configuration in
      DoctorReport(user: "x", folders: [])
    }
    let page = try await areas.get("/system", as: Areas.admin)
    #expect(page.html.contains("kontor.yaml:\(line)"))
    #expect(page.html.contains("Not probed since the console started"))
    #expect(page.html.contains("inbox/crm"))
    #expect(!(try await areas.get("/system", as: Areas.looker).html.contains("inbox/crm")))
    #expect(try await areas.post("/system/folders", [], as: Areas.clerk).status == 403)
    #expect(try await areas.post("/system/folders", [], as: Areas.admin).location == "/system#folders")
    #expect(try await areas.get("/system", as: Areas.admin).html.contains("asked by root"))
  }

  @Test("an outbox that is away keeps nobody from a page")
  func awayOutbox() async throws {
    let site = try Site()
    try site.bookCustomer()
    let areas = try Areas(site)
    try FileManager.default.removeItem(atPath: site.path + "/outbox")
    for link in ["/entities/Customer/K-1", "/held", "/conflicts", "/flows", "/incidents", "/system"] {
      #expect(try await areas.get(link, as: Areas.admin).status == 200, "\(link)")
    }
  }
}
