import DropFolder
import Exchange
import Foundation
import Testing

/// Files of which something is wrong, and what people do about them, for one test.
final class RejectedSite {
  let place: Workplace

  init(extra: [String: String] = [:], _ change: (String) -> String = { $0 }) throws {
    place = try Workplace(extra: extra, change)
  }

  /// A customer and orders of it, each with its currency. `XXZ` is none.
  static func text(_ number: Int, _ orders: [(id: String, currency: String)], quantity: String = "2") -> String {
    var exchange = SampleExchange(controlNumber: String(number), orders: [])
    exchange.announced = orders.count + 1
    let records = orders.map { exchange.order(id: $0.id, quantity: quantity, currency: $0.currency) }
    return exchange.text.replacing("<Trailer>", with: records.joined(separator: "\n") + "\n<Trailer>")
  }

  /// Drops a file and takes it in.
  @discardableResult
  func take(_ text: String, as name: String) throws -> Interchange {
    try place.drop(text, as: name)
    try place.scan()
    return try place.lastFinished()
  }

  /// Puts a decision on the desk and carries it out. Answers all that was finished by it: the desk's file and attempts.
  @discardableResult
  func decide(_ action: Decision.Action, _ subject: Decision.Subject, _ change: (inout Decision) -> Void = { _ in })
    throws -> [Interchange]
  {
    var decision = Decision(action, subject)
    decision.by = "Anna"
    change(&decision)
    _ = try Desk(place.configuration).drop([decision], at: place.now)
    try place.scan()
    return place.finished
  }

  func rejection(of interchange: Interchange) throws -> Rejection? {
    try place.withLedger { try $0.rejection(of: interchange.id) }
  }

  /// What was said of the records of an interchange.
  func codes(of interchange: Interchange) throws -> [String] {
    try issues(of: interchange).map(\.code)
  }

  func issues(of interchange: Interchange) throws -> [Exchange.Issue] {
    try place.withLedger { ledger in
      var found = try ledger.issues(of: interchange.id)
      try ledger.forEachRecord(of: interchange.id, exceptions: false) { _, issues, _ in found += issues }
      return found
    }
  }

  /// Documents for the ERP, without the running number in their names.
  func documents() throws -> [String] {
    try place.names(in: "outbox/erp").map { String($0.dropFirst(9)) }
  }

  func rejectFile(of interchange: Interchange) throws -> String {
    try place.text("rejected/crm/\(interchange.filedName.display)")
  }
}
