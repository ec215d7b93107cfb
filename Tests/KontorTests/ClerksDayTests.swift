import Foundation
import Testing

/// A clerk, a rejected file, and a colleague on the telephone.
@Suite("The clerk's day")
struct ClerksDayTests {
  private static let customer = ExchangeFile.customer("K-1", stage: "ordered")

  private static func order(_ id: String, currency: String) -> String {
    ExchangeFile.order(id, of: "K-1").replacing(">EUR<", with: ">\(currency)<")
  }

  /// An export with two good records and one in a currency that does not exist.
  private static let export = ExchangeFile.text(
    from: "crm", 1, [customer, order("A-1", currency: "EUR"), order("A-2", currency: "EUX")])

  private func documents(_ site: Site) throws -> [String] {
    try site.names(in: "outbox/erp").map { String($0.dropFirst(9)) }
  }

  private func text(_ site: Site, _ name: String) throws -> String {
    try String(contentsOfFile: site.path + "/" + name, encoding: .utf8)
  }

  private let each = ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"]

  @Test("with nothing but the folder: report read, reject file put right and dropped, rejection closed")
  func byFolder() throws {
    let site = try Site()
    try site.write(Self.export, to: "inbox/crm/orders.xml")
    #expect(try site.run("scan", "--settle", "0").code == 1)
    #expect(try documents(site) == ["Customer-K-1.xml", "Order-A-1.xml"])

    let names = try site.names(in: "rejected/crm")
    let file = try #require(names.first { $0.hasSuffix("-orders.xml") })
    #expect(Set(names) == [file, file + ".report.txt", file + ".report.html"])
    let report = try text(site, "rejected/crm/\(file).report.txt")
    #expect(report.contains("A-2") && report.contains("EUX") && report.contains("code-unknown"))
    let page = try text(site, "rejected/crm/\(file).report.html")
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("EUX") && !page.contains("<script"))

    // A person opens the file, sees the comment at the place, changes the word, and moves the file to the inbox.
    let rejected = try text(site, "rejected/crm/\(file)")
    #expect(rejected.contains("<!--") && rejected.contains("EUX") && !rejected.contains(">A-1</OrderId>"))
    try site.write(rejected.replacing(">EUX<", with: ">EUR<"), to: "inbox/crm/\(file)")
    #expect(try site.run("scan", "--settle", "0").code == 0)
    #expect(try documents(site) == each)
    #expect(try site.names(in: "rejected/crm") == ["closed"])
    #expect(try site.run("rejected").out == "none\n")

    let answers = try site.names(in: "outbox/crm")
    #expect(answers.count == 2 && answers.allSatisfy { $0.hasPrefix("orders.") })
    let answer = try text(site, "outbox/crm/\(answers[1])")
    #expect(answer.contains("<Supersedes>\(answers[0])</Supersedes>"))
    #expect(answer.contains("<Verdict>accepted</Verdict>"))
    #expect(try site.run("verify").code == 0)
    // The CRM sends the same export again, as it does every night: nothing comes of it.
    try site.write(Self.export, to: "inbox/crm/orders.xml")
    _ = try site.run("scan", "--settle", "0")
    #expect(try documents(site) == each)
  }

  @Test("with the command line: what is rejected, an edit that is shown before it goes, and who did it")
  func byCommand() throws {
    let site = try Site()
    try site.write(Self.export, to: "inbox/crm/orders.xml")
    _ = try site.run("scan", "--settle", "0")
    let listed = try site.run("rejected")
    #expect(listed.code == 0)
    #expect(listed.out.contains("code-unknown") && listed.out.contains("orders.xml"))

    let file = try #require(try site.names(in: "rejected/crm").first { $0.hasSuffix("-orders.xml") })
    let id = String(file.prefix(16))
    try site.write(try text(site, "rejected/crm/\(file)").replacing(">EUX<", with: ">EUR<"), to: "corrected.xml")
    let edit = try site.run(
      "edit", id, "--file", "corrected.xml", "--reason", "asked the customer", "--by", "ada", "--yes")
    #expect(edit.code == 0, "\(edit.err)")
    #expect(edit.out.contains("-") && edit.out.contains("EUX") && edit.out.contains("EUR"))
    #expect(try documents(site) == each)
    #expect(try site.run("rejected").out == "none\n")
    let shown = try site.run("show", id)
    #expect(shown.out.contains("attempt") && shown.out.contains("ada"))
    let audit = try site.run("audit", "--csv")
    #expect(
      audit.lines.contains { $0.contains("ada") && $0.contains("reprocess") && $0.contains("asked the customer") })
    let again = try site.run("reprocess", id)
    #expect(again.code == 1 && again.out.contains("[not-rejected]"))
    #expect(try documents(site) == each)
    #expect(try site.run("verify").code == 0)
  }

  @Test("a thousand rejected files are put right by one changed mapping and one reprocess")
  func thousand() throws {
    let site = try Site()
    let mapping = "formats/sap-business-one/order.xsl"
    let good = try text(site, mapping)
    let bad = good.replacing(">NumAtCard<", with: ">NumAtCart<")
    #expect(bad != good)
    try site.write(bad, to: mapping)
    try site.write(ExchangeFile.text(from: "crm", 1, [Self.customer]), to: "inbox/crm/000.xml")
    for number in 1...1000 {
      try site.write(
        ExchangeFile.text(from: "crm", number + 1, [Self.order("A-\(number)", currency: "EUR")]),
        to: "inbox/crm/\(number + 1000).xml")
    }
    #expect(try site.run("scan", "--settle", "0").code == 1)
    #expect(try documents(site) == ["Customer-K-1.xml"])
    #expect(try site.names(in: "rejected/crm").count { $0.hasSuffix(".xml") } == 1000)

    try site.write(good, to: mapping)
    let filter = "system=crm code=mapping-invalid entity=Order"
    let trial = try site.run("reprocess", "--where", filter, "--dry-run")
    #expect(trial.out.contains("1,000") && trial.code == 0, "\(trial.out)\(trial.err)")
    #expect(try documents(site).count == 1)
    #expect(try site.run("reprocess", "--where", filter).code == 2)
    let run = try site.run("reprocess", "--where", filter, "--yes", "--reason", "the mapping was wrong")
    #expect(run.code == 0, "\(run.out.suffix(2000))\(run.err)")
    let sent = try documents(site)
    #expect(sent.count == 1001)
    #expect(Set(sent).count == 1001)
    #expect(try site.run("rejected").out == "none\n")
    #expect(try site.names(in: "rejected/crm") == ["closed"])
    #expect(try site.run("verify").code == 0)
    // Once more does nothing more.
    #expect(try site.run("reprocess", "--where", filter, "--yes").code == 0)
    #expect(try documents(site).count == 1001)
  }
}
