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

extension Entity {
  /// The stages that one of it goes through, in their order; none where there are no stages.
  package var stages: [Stage] { Stage.allCases.filter { $0.entity == self } }
}

/// Where a customer or an order stands in the business process.
package enum Stage: String, Sendable, CaseIterable, Hashable {
  /// A potential customer, whom only sales knows.
  case lead
  /// An order is placed, and the other side has not confirmed the customer yet.
  case ordered
  /// Booked, with a number in the ERP.
  case customer
  /// An order that the other side has not confirmed yet.
  case placed
  /// An order that the other side has booked.
  case accepted

  /// What goes through this stage.
  package var entity: Entity {
    switch self {
    case .lead, .ordered, .customer: .customer
    case .placed, .accepted: .order
    }
  }
}
