import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import Testing

/// A workplace whose flow to the ERP has a schedule, for one test. It begins on Tuesday, 24 November 2026, 08:00 UTC.
final class WaitingSite {
  let place: Workplace

  /// - Parameters:
  ///   - flow: what is added to the flow from the CRM to the ERP, such as `, when: "0 12 * * *"`.
  ///   - erp: what is added to the ERP.
  init(flow: String, erp: String = "", _ change: (String) -> String = { $0 }) throws {
    place = try Workplace { shipped in
      change(
        shipped.replacing(
          "entities: [Customer, Order], accept: per-record",
          with: "entities: [Customer, Order], accept: per-record\(flow)"
        ).replacing("    format: sap-business-one ", with: "\(erp)    format: sap-business-one "))
    }
  }

  static let date = "2026-11-24"

  /// Lets it be a time of that day, or of a later one.
  func at(_ time: String, day: String = date) throws {
    place.now = try #require(Timestamp("\(day)T\(time):00.000Z"))
  }

  /// Drops a file of the CRM and scans.
  @discardableResult
  func take(_ number: Int, orders: [String], quantity: String = "2", customer: String = "K-1") throws -> Interchange {
    try drop(number, orders: orders, quantity: quantity, customer: customer)
    try place.scan()
    return try place.lastFinished()
  }

  func drop(_ number: Int, orders: [String], quantity: String = "2", customer: String = "K-1") throws {
    var exchange = SampleExchange(controlNumber: String(number), orders: [])
    exchange.customer = customer
    exchange.announced = orders.count + 1
    let changed = "2026-11-24T08:\(number < 10 ? "0" : "")\(number):00Z"
    let records = orders.map { exchange.order(id: $0, quantity: quantity) }.joined(separator: "\n")
    try place.drop(
      exchange.text.replacing("<Trailer>", with: records + "\n<Trailer>")
        // Two of one name would be taken for one.
        .replacing("Müller", with: "Müller \(customer)")
        .replacing("changed=\"2026-11-23T08:00:00Z\"", with: "changed=\"\(changed)\""), as: "orders-\(number).xml")
  }

  @discardableResult
  func decide(_ action: Decision.Action, flow: String = "crm-erp", reason: String? = nil) throws -> Interchange {
    var decision = Decision(action, .flow(flow))
    decision.by = "anna"
    decision.reason = reason
    _ = try Desk(place.configuration).drop([decision], at: place.now)
    try place.scan()
    return try #require(place.finished.first)
  }

  /// Documents in the ERP's outbox, without their numbers, in the order of these.
  func sent() throws -> [String] {
    try place.names(in: "outbox/erp").map { String($0.dropFirst(9).dropLast(4)) }
  }

  func prepared() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "\(place.root)/outbox/erp/.prepared/main.1").count
  }

  func waiting() throws -> Int {
    try place.withLedger { try $0.waiting().reduce(0) { $0 + $1.count } }
  }

  /// Levels of the acknowledgements of a file, in their order.
  func levels(_ number: Int) throws -> [String] {
    try place.names(in: "outbox/crm").filter { $0.hasPrefix("orders-\(number).") }
      // The first one has no number of its own.
      .sorted { ($0.count, $0) < ($1.count, $1) }
      .map { try #require(try place.text("outbox/crm/\($0)").firstMatch(of: #/<Level>([a-z]+)</#)).output.1 }
      .map(String.init)
  }

  func findings() throws -> [String] {
    var found: [String] = []
    try place.withLedger { ledger in
      _ = try Verification(place.configuration, ledger: ledger, tell: { found.append("\($0.code): \($0.message)") })
        .run()
    }
    return found
  }
}
