extension Entity {
  /// Where a canonical record of this entity has its key, from the first path that holds one.
  ///
  /// The CRM's own key comes first; an export of the ERP may know only its own.
  var keyPaths: [String] {
    switch self {
    case .customer: ["CrmId", "ErpNumber"]
    case .order, .orderStatus: ["OrderId", "ErpNumber"]
    case .invoice: ["InvoiceNumber"]
    case .reminder: ["ReminderId"]
    case .confirmation: ["DocumentId", "Key"]
    case .decision: ["Key", "HoldId", "InterchangeId", "DocumentId", "Flow", "IncidentId"]
    }
  }
}
