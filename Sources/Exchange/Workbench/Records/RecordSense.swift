import Foundation
import XMLEngine

/// Makes the fields of a made-up record go together: what the schema allows is not always what a business writes.
struct RecordSense {
  func settle(_ root: XMLElement) throws {
    switch Entity(rawValue: root.name) {
    case .customer?: try settleCustomer(root)
    case .order?: try settleOrder(root)
    case .invoice?: try settleInvoice(root)
    default: break
    }
  }

  private func settleCustomer(_ customer: XMLElement) throws {
    guard customer.token(at: "Kind") == "person" else {
      for name in ["Salutation", "Title", "FirstName", "FamilyName"] { customer.child(name)?.remove() }
      return
    }
    let parts = ["FirstName", "FamilyName"].compactMap { customer.token(at: $0) }
    if parts.count == 2 { try customer.child("Name")?.setText(parts.joined(separator: " ")) }
  }

  private func settleOrder(_ order: XMLElement) throws {
    guard let totals = order.child("Totals"), let lines = order.child("Lines") else { return }
    var net = Decimal(0)
    var tax = Decimal(0)
    for line in lines.children {
      let amount = Self.rounded(
        number(line, "Quantity", 0) * number(line, "UnitPrice", 0) / number(line, "PriceBase", 1)
          * (100 - number(line, "DiscountPercent", 0)) / 100)
      net += amount
      tax += Self.rounded(amount * number(line, "TaxRate", 0) / 100)
    }
    try totals.child("NetAmount")?.setText(text(net))
    try totals.child("TaxAmount")?.setText(text(tax))
    try totals.child("GrossAmount")?.setText(text(net + tax))
  }

  private func settleInvoice(_ invoice: XMLElement) throws {
    let net = number(invoice, "NetAmount", 0)
    let tax = Self.rounded(net * 19 / 100)
    try invoice.child("TaxAmount")?.setText(text(tax))
    try invoice.child("GrossAmount")?.setText(text(net + tax))
    let open: Decimal =
      switch invoice.token(at: "State") {
      case "open": net + tax
      case "partly-paid": Self.rounded((net + tax) / 2)
      default: 0
      }
    try invoice.child("OpenAmount")?.setText(text(open))
  }

  private func number(_ element: XMLElement, _ name: String, _ absent: Decimal) -> Decimal {
    element.token(at: name).flatMap { Decimal(string: $0) } ?? absent
  }

  private static func rounded(_ value: Decimal) -> Decimal {
    var (value, result) = (value, Decimal())
    NSDecimalRound(&result, &value, 2, .plain)
    return result
  }

  /// With two decimals, as money is written.
  private func text(_ value: Decimal) -> String {
    let cents = "\(Self.rounded(value) * 100)"
    let padded = String(repeating: "0", count: max(0, 3 - cents.count)) + cents
    return "\(padded.dropLast(2)).\(padded.suffix(2))"
  }
}
