import Foundation

extension Site {
  /// A customer who is known, so that orders of K-1 can go.
  func knowCustomer() throws {
    try send(from: "crm", 1, ExchangeFile.customer("K-1", stage: "ordered"))
  }

  /// An order whose quantity is too small.
  static func badOrder(_ id: String) -> String {
    ExchangeFile.order(id, of: "K-1").replacing("<Quantity>5<", with: "<Quantity>-5<")
  }

  /// Lets a mapping refuse every order, or one.
  func breakMapping(for order: String? = nil) throws {
    let path = path + "/formats/sap-business-one/order.xsl"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let root = text.firstRange(of: "<xsl:template match") else { throw CocoaError(.fileReadCorruptFile) }
    let message = "<xsl:message terminate=\"yes\">no warehouse</xsl:message>"
    let test = order.map { "//*[local-name() = 'OrderId'] = '\($0)'" } ?? "true()"
    let fault = "<xsl:if test=\"\(test)\">\(message)</xsl:if>"
    guard let body = text[root.upperBound...].firstIndex(of: ">") else { throw CocoaError(.fileReadCorruptFile) }
    var broken = text
    broken.insert(contentsOf: fault, at: broken.index(after: body))
    try write(broken, to: "formats/sap-business-one/order.xsl")
  }

  func mendMapping() throws {
    let whole = try String(
      contentsOfFile: Program.package + "/formats/sap-business-one/order.xsl", encoding: .utf8)
    try write(whole, to: "formats/sap-business-one/order.xsl")
  }

  /// Orders and so on, each in a file of its own, all refused by the mapping.
  func rejectOrders(_ count: Int) throws {
    try knowCustomer()
    try breakMapping()
    for number in 1...count {
      try write(
        ExchangeFile.text(from: "crm", 1 + number, [ExchangeFile.order("A-\(number)", of: "K-1")]),
        to: "inbox/crm/orders-\(number).xml")
    }
    _ = try run("scan", "--settle", "0")
  }

  /// One file `crm-7.xml` with the good order A-1 and the bad order A-2.
  func rejectOneOfTwo() throws {
    try knowCustomer()
    try send(from: "crm", 7, ExchangeFile.order("A-1", of: "K-1"), Site.badOrder("A-2"))
  }

  /// The newest interchange with a text.
  func id(of text: String) throws -> String {
    guard let rows = try json("list", "--text", text, "--limit", "1").answer as? [[String: Any]],
      let id = rows.first?["id"] as? String
    else { throw CocoaError(.fileReadUnknown) }
    return id
  }

  func verdict(of id: String) throws -> String? {
    let details = try json("show", id).answer as? [String: Any]
    return (details?["interchange"] as? [String: Any])?["verdict"] as? String
  }

  /// Where what is to be put right of a file lies.
  func rejectedFile(_ name: String) throws -> String {
    let names = try names(in: "rejected/crm").filter { $0.hasSuffix(name) }
    guard names.count == 1 else { throw CocoaError(.fileNoSuchFile) }
    return "rejected/crm/" + names[0]
  }

  func text(of file: String) throws -> String {
    try String(contentsOfFile: path + "/" + file, encoding: .utf8)
  }

  func documents(_ part: String) throws -> [String] {
    try names(in: "outbox/erp").filter { $0.contains(part) }
  }
}
