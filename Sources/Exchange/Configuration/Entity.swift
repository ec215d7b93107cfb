/// A kind of record that the canonical vocabulary knows.
///
/// The raw value is the element's local name in `xsd/exchange.xsd`.
package enum Entity: String, Sendable, CaseIterable, Hashable {
  case customer = "Customer"
  case order = "Order"
  case orderStatus = "OrderStatus"
  case invoice = "Invoice"
  case reminder = "Reminder"
  case confirmation = "Confirmation"
  case decision = "Decision"
}

/// Where a customer stands in the business process.
package enum Stage: String, Sendable, CaseIterable, Hashable {
  /// A potential customer, whom only sales knows.
  case lead
  /// An order is placed, and the other side has not confirmed the customer yet.
  case ordered
  /// Booked, with a number in the ERP.
  case customer
}
