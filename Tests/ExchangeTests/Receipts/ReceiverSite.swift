import DropFolder
import Exchange
import Foundation
import Testing

/// An exchange whose ERP shows what it does with documents, for one test.
final class ReceiverSite {
  let place: Workplace
  private var number = 0

  /// - Parameter system: further lines of the ERP in the configuration.
  init(_ system: String...) throws {
    place = try Workplace { shipped in
      shipped.replacing(
        "    outbox: outbox/erp\n",
        with: "    outbox: outbox/erp\n" + system.map { "    \($0)\n" }.joined())
    }
    for folder in ["done", "error"] { try make(folder) }
  }

  static let folders = "receipts: { done: done, error: error, reason: .log }"

  // MARK: - Sending

  /// Sends a customer and orders, and answers the names of the documents, the customer's first.
  @discardableResult
  func send(_ orders: String...) throws -> [String] {
    let before = Set(try documents())
    number += 1
    try place.drop(SampleExchange(controlNumber: String(number), orders: orders).text, as: "\(number).xml")
    try scan()
    return try documents().filter { !before.contains($0) }
  }

  /// One scan by a process of its own, a minute later.
  @discardableResult
  func scan(calls: any FileCalls = LinuxFileCalls(), expectingProblems: Bool = false) throws -> ScanTally {
    place.now = place.now + .seconds(60)
    return try place.scan(calls: calls, expectingProblems: expectingProblems)
  }

  func tell(_ records: String...) throws {
    number += 1
    try Trade.exchange(records, from: "erp", number: number).write(
      toFile: "\(place.root)/inbox/erp/\(number).xml", atomically: true, encoding: .utf8)
    try scan()
  }

  // MARK: - The other hand

  private func path(_ folder: String, _ name: String) -> String {
    "\(place.root)/outbox/erp/\(folder.isEmpty ? "" : folder + "/")\(name)"
  }

  func make(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: path("", folder), withIntermediateDirectories: true)
  }

  func move(_ name: String, from: String = "", to folder: String) throws {
    try FileManager.default.moveItem(atPath: path(from, name), toPath: path(folder, name))
  }

  func write(_ bytes: [UInt8], as name: String, in folder: String = "") throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(folder, name)))
  }

  func write(_ text: String, as name: String, in folder: String = "") throws {
    try write(Array(text.utf8), as: name, in: folder)
  }

  func remove(_ name: String, from folder: String = "") throws {
    try FileManager.default.removeItem(atPath: path(folder, name))
  }

  func link(_ name: String, in folder: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(folder, name), withDestinationPath: target)
  }

  // MARK: - Looking

  /// Names of documents in the outbox.
  func documents() throws -> [String] {
    try place.names(in: "outbox/erp").filter { $0.hasSuffix(".xml") }
  }

  func id(_ name: String) throws -> String {
    try #require(try place.withLedger { try $0.document(named: FileName(name), for: "erp") })
  }

  func moments(_ name: String) throws -> DocumentMoments {
    try #require(try place.withLedger { try $0.moments(of: try id(name)) })
  }

  func standing() throws -> OutboxStanding { try place.withLedger { try $0.standing(inOutboxOf: "erp") } }

  func states(_ name: String) throws -> [Delivery.State] {
    try place.withLedger { try $0.deliveries(in: try id(name)).map(\.state) }
  }

  /// What was decided because of the ERP's folders, in its order: the document's name, the action, what came of it.
  func words() throws -> [String] {
    try place.withLedger { ledger in
      try ledger.audit(matching: AuditFilter(), after: 0, limit: 1000).map { entry in
        let id = entry.subject.split(separator: " ").last.map(String.init) ?? ""
        return "\(try ledger.document(id)?.name.display ?? "?") \(entry.action) \(entry.outcome.rawValue)"
      }
    }
  }

  func reasons() throws -> [String?] {
    try place.withLedger { try $0.audit(matching: AuditFilter(), after: 0, limit: 1000).map(\.reason) }
  }

  func passedOver() throws -> [String] {
    try place.withLedger { try $0.passedOver().map { "\($0.name.display) \($0.reason)" }.sorted() }
  }

  /// The newest answer to the nth file.
  func answer(_ number: Int) throws -> String {
    let names = try place.names(in: "outbox/crm").filter { $0.hasPrefix("\(number).") && $0.hasSuffix(".ack.xml") }
    // `-2.ack.xml` sorts ahead of `.ack.xml`.
    let newest = try #require(names.max { ($0.utf8.count, $0) < ($1.utf8.count, $1) })
    return try place.text("outbox/crm/\(newest)")
  }
}
