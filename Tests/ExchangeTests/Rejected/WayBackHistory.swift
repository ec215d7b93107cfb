import Crypto
import DropFolder
import Exchange
import Foundation
import Simulated

/// A story that chance writes: files with and without faults, all the ways in which people put them right, and crashes in
/// between. The seed is enough to tell it again.
final class WayBackHistory {
  let site: any HistorySite
  let seed: UInt64
  private(set) var steps: [String] = []
  private(set) var violations: [String] = []
  /// All that was dropped into an inbox.
  private(set) var dropped: [(name: FileName, system: String, bytes: [UInt8])] = []
  /// Decisions whose `Basis` was not the newest attempt any more, by the name of their file.
  private(set) var outdated: Set<FileName> = []

  private var dice: Dice
  private var moment: Int64
  private var numbers = 0
  private var quantity = 0
  private var changes: [String: Int] = [:]
  /// What a file that ends too early was to be, by its hash.
  private var whole: [String: String] = [:]
  /// Of closed rejections.
  private var closed: Set<InterchangeID> = []

  init(_ site: any HistorySite, seed: UInt64) {
    self.site = site
    self.seed = seed
    dice = Dice(seed: seed)
    moment = 1_800_000_000_000 + Int64(seed & 0xF_FFFF) * 3_600_000
  }

  func tell(_ count: Int) throws {
    for _ in 0..<count {
      try step()
      guard dice.number(0...3) > 0 else { continue }
      let end: ScanEnd =
        switch dice.number(0...9) {
        case 0, 1: .kill(step: dice.number(1...160))
        case 2: .powerCut(step: dice.number(1...160))
        default: .undisturbed
        }
      scan(end)
      try watch()
    }
    var problems = scan(.undisturbed)
    for _ in 0..<3 where !problems.isEmpty { problems = scan(.undisturbed) }
    if dice.number(0...3) == 0 {
      scan(.powerCut(step: 1))
      problems = scan(.undisturbed)
    }
    try watch()
    violations += problems.map { "it does not come to its end: \($0)" }
    violations += try WayBackJudgement(self).violations()
  }

  @discardableResult
  private func scan(_ end: ScanEnd) -> [String] {
    moment += 1000
    steps.append("\(end)")
    return site.scan(at: Timestamp(milliseconds: moment), end)
  }

  /// What is closed stays closed.
  private func watch() throws {
    let now = try site.withLedger { ledger in
      Set(
        try allInterchanges(in: ledger).filter { try ledger.rejection(of: $0.id).map { $0.state != .open } ?? false }
          .map(\.id))
    }
    for id in closed.subtracting(now) { violations.append("the rejection of \(id) was opened again") }
    closed.formUnion(now)
  }

  // MARK: - What happens

  private func step() throws {
    switch dice.number(0...19) {
    case 0...5: try dropNew()
    case 6, 7: try correctWhole()
    case 8...10: try correctRejectFile()
    case 11: try redrop()
    case 12, 13: try decide(.reprocess)
    case 14, 15: try decide(.reprocess, isEdit: true)
    case 16, 17: try decide(.resend)
    case 18: try decide(.discard)
    default: try dropByERP()
    }
  }

  private func dropNew() throws {
    numbers += 1
    var exchange = SampleExchange(controlNumber: String(numbers), orders: [])
    let ids = ["A-1", "A-2"].shuffled(using: &dice).prefix(dice.number(1...2))
    let orders = ids.map { id -> String in
      quantity += 1
      // Some systems' times are too coarse to tell two changes apart.
      if dice.coin() { changes[id, default: 0] += 1 }
      let order = exchange.order(id: id, quantity: String(quantity), currency: dice.number(0...4) < 3 ? "EUR" : "XXZ")
      return order.replacing("T08:00:00Z", with: "T08:\(Self.twoDigits(changes[id] ?? 0)):00Z")
    }
    exchange.announced = orders.count + 1
    let text = exchange.text.replacing("<Trailer>", with: orders.joined(separator: "\n") + "\n<Trailer>")
    // Some systems call all their files alike.
    let name = dice.number(0...3) == 0 ? "export.xml" : "f\(numbers).xml"
    switch dice.number(0...7) {
    case 0: try drop(text.replacing("<RecordCount>", with: "<RecordCount>4"), as: name)
    case 1:
      let cut = "<Exchange xmlns=\"urn:kontor:exchange:1\"><Header><!-- \(numbers) -->"
      whole[Self.sha256(Array(cut.utf8))] = text
      try drop(cut, as: name)
    default: try drop(text, as: name)
    }
  }

  /// The ERP has a customer with the same key as one of the CRM's, and something is wrong with it.
  private func dropByERP() throws {
    numbers += 1
    let record = """
      <Customer changed="2026-11-23T08:00:00Z"><ErpNumber>K-1</ErpNumber><Stage>customer</Stage><Kind>organisation</Kind>\
      <Name>Other</Name><Address type="main" id="1"><StreetName>Weg</StreetName><PostalZone>01067</PostalZone>\
      <CityName>Dresden</CityName><Country>XX</Country></Address></Customer>
      """
    try drop(Trade.exchange([record], from: "erp", number: numbers), as: "e\(numbers).xml", by: "erp")
  }

  /// An interchange of which something was rejected, at some time, and its text as it came first.
  private func pickRejected() throws -> (interchange: Interchange, text: String)? {
    try site.withLedger { ledger in
      let all = try allInterchanges(in: ledger).filter { $0.sender == "crm" && $0.state == .done }
      let open = try all.filter { try ledger.rejection(of: $0.id)?.state == .open }
      let any = try all.filter { try ledger.rejection(of: $0.id) != nil }
      guard let picked = (dice.number(0...5) > 0 && !open.isEmpty ? open : any).randomElement(using: &dice) else {
        return nil
      }
      let first = try Lineage(of: picked, in: ledger).first
      guard let source = dropped.first(where: { Self.sha256($0.bytes) == first.sha256 }) else { return nil }
      return (picked, whole[first.sha256] ?? String(decoding: source.bytes, as: UTF8.self))
    }
  }

  private func correctWhole() throws {
    guard let (interchange, text) = try pickRejected() else { return }
    let corrected = number(corrected(text))
    let name = [interchange.fileName, interchange.filedName, "corrected.xml"].randomElement(using: &dice)
    try drop(corrected, as: name?.display ?? "")
  }

  private func correctRejectFile() throws {
    guard let (interchange, _) = try pickRejected(), interchange.verdict == .partiallyAccepted else { return }
    let folder = "\(site.configuration.rejected.absolute)/crm"
    let name = interchange.filedName
    guard let bytes = site.bytes(of: "\(folder)/\(name.display)") ?? site.bytes(of: "\(folder)/closed/\(name.display)")
    else {
      violations.append("the reject file \(name.display) is gone")
      return
    }
    let text = number(corrected(String(decoding: bytes, as: UTF8.self)))
    try drop(text, as: dice.coin() ? name.display : "right.xml")
  }

  private func redrop() throws {
    guard let again = dropped.filter({ $0.system == "crm" }).randomElement(using: &dice) else { return }
    try drop(String(decoding: again.bytes, as: UTF8.self), as: dice.coin() ? again.name.display : "again.xml")
  }

  private func decide(_ action: Decision.Action, isEdit: Bool = false) throws {
    guard let subject = try subject(of: action) else { return }
    numbers += 1
    let name = FileName.makeSafe(from: "d\(numbers).xml")
    var decision = Decision(action, .interchange(subject.interchange.id))
    decision.by = "Anna"
    decision.reason = "history"
    if isEdit {
      decision.content = Array(corrected(subject.text).utf8)
      let attempts = try site.withLedger { try Lineage(of: subject.interchange, in: $0).attempts }
      decision.basis = (dice.coin() ? attempts.last : attempts.randomElement(using: &dice))?.id
      if decision.basis != attempts.last?.id { outdated.insert(name) }
    }
    let basis = decision.basis.map { ", basis \($0)" } ?? ""
    let content = decision.content.map { ": " + Self.summary(String(decoding: $0, as: UTF8.self)) } ?? ""
    steps.append("\(isEdit ? "edit" : action.rawValue) \(subject.interchange.id)\(basis) in \(name.display)\(content)")
    try site.put(
      [decision].interchange(String(numbers), at: Timestamp(milliseconds: moment)), as: name,
      in: site.configuration.desk.absolute)
  }

  private func subject(of action: Decision.Action) throws -> (interchange: Interchange, text: String)? {
    guard action == .resend else { return try pickRejected() }
    return try site.withLedger { ledger in
      let done = try allInterchanges(in: ledger).filter { $0.state == .done && $0.totals[.accepted] > 0 }
      return done.randomElement(using: &dice).map { ($0, "") }
    }
  }

  // MARK: - Files

  /// Put right, or not in all respects.
  private func corrected(_ text: String) -> String {
    let bad = /<Currency>XX[YZ]</
    var text = text
    switch dice.number(0...5) {
    case 0: text = text.replacing(bad, with: "<Currency>XXY<")
    case 1: text = text.replacing(bad, with: "<Currency>EUR<", maxReplacements: 1)
    default: text = text.replacing(bad, with: "<Currency>EUR<")
    }
    return text.replacing(/<RecordCount>4?([0-9])</) { "<RecordCount>\($0.output.1)<" }
  }

  /// Under its number, or a new one.
  private func number(_ text: String) -> String {
    guard dice.number(0...2) == 0 else { return text }
    numbers += 1
    return text.replacing(/<ControlNumber>[0-9]+</, with: "<ControlNumber>\(numbers)<")
  }

  private func drop(_ text: String, as name: String, by system: String = "crm") throws {
    let folder = "\(site.configuration.folder)/inbox/\(system)"
    var name = FileName.makeSafe(from: name)
    // Nobody writes over a file that lies there still.
    while site.names(in: folder).contains(name) { name = FileName.makeSafe(from: "x\(name.display)") }
    steps.append("drop \(name.display): \(Self.summary(text))")
    dropped.append((name, system, Array(text.utf8)))
    try site.put(Array(text.utf8), as: name, in: folder)
  }

  private static func summary(_ text: String) -> String {
    let number = text.firstMatch(of: /<ControlNumber>([0-9]+)</)?.output.1 ?? "none"
    let marker = text.firstMatch(of: /<\?kontor-reject ([0-9A-Z]+)/).map { ", marker \($0.output.1)" } ?? ""
    let records = ToldOrder.all(in: text).sorted { $0.key < $1.key }.map(\.value.description)
    let count = text.firstMatch(of: /<RecordCount>([0-9]+)</)?.output.1 ?? "none"
    return "number \(number)\(marker), \(records), count \(count)"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// An order as a file tells it.
struct ToldOrder: CustomStringConvertible {
  let id: String
  let changed: Int
  /// No two versions have the same.
  let quantity: Int
  let currency: String

  var description: String { "\(id) at \(changed) of \(quantity) \(currency)" }

  /// The orders of an exchange by their positions among its records.
  static func all(in text: String) -> [Int: ToldOrder] {
    let records = text.matches(of: /<(Customer|Order) changed="[^"]*T08:([0-9]+):00Z">/)
    var found: [Int: ToldOrder] = [:]
    for (index, record) in records.enumerated() where record.output.1 == "Order" {
      let rest = text[record.range.upperBound...]
      guard
        let fields = rest.firstMatch(
          of: /<OrderId>([^<]*)<.*?<Currency>([^<]*)<.*?<Quantity>([0-9]+)</.dotMatchesNewlines())
      else { continue }
      found[index + 1] = ToldOrder(
        id: String(fields.output.1), changed: Int(record.output.2) ?? 0, quantity: Int(fields.output.3) ?? 0,
        currency: String(fields.output.2))
    }
    return found
  }
}

/// All interchanges, in the order of receipt.
func allInterchanges(in ledger: any Ledger) throws -> [Interchange] {
  var filter = InterchangeFilter()
  filter.limit = .max
  return try ledger.interchanges(matching: filter).reversed()
}
