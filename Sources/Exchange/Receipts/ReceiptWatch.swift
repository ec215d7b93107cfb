import DropFolder

/// The places in which a receiver leaves word of its documents, and what of them was looked at before.
///
/// A receiver's own folder may hold all that it ever got. Each look is one listing, and only names of which the ledger
/// does not know yet that they are done with cost more.
final class ReceiptWatch {
  let system: System
  let places: [ReceiptPlace]
  private var lastLook: (ended: Duration, took: Duration)?
  /// Where the sizes of those documents were looked at last that still lie in the outbox.
  var sizeCursor = 0

  init(_ system: System, calls: any FileCalls) {
    self.system = system
    let rule = system.receipts
    var places: [ReceiptPlace] = []
    // Errors first: a document that lies in both was refused.
    if let error = rule.error { places.append(ReceiptPlace(.folder(error), .refused, calls: calls)) }
    if let mark = rule.errorMark { places.append(ReceiptPlace(.marks(mark), .refused, calls: calls)) }
    if let done = rule.done { places.append(ReceiptPlace(.folder(done.folder), .imported, calls: calls)) }
    if let mark = rule.doneMark { places.append(ReceiptPlace(.marks(mark), .imported, calls: calls)) }
    self.places = places
  }

  /// Two seconds between two looks, and more where a look takes long: they never take more than a fiftieth of the time.
  func isDue(at now: Duration) -> Bool {
    guard let lastLook else { return true }
    return now - lastLook.ended >= max(.seconds(2), lastLook.took * 50)
  }

  /// Gets to know what was done with before, once.
  func learn(from ledger: any Ledger) throws(LedgerError) {
    for place in places { try place.learn(from: ledger, of: system.name) }
  }

  /// Documents left the outbox just now: what has their names elsewhere is to be looked at, whatever stood there before.
  func reconsider(_ names: [FileName], _ ledger: any Ledger) throws(LedgerError) {
    for place in places { try place.reconsider(names, ledger, of: system.name) }
  }

  func looked(from began: Duration, to ended: Duration) {
    lastLook = (ended, ended - began)
  }
}
