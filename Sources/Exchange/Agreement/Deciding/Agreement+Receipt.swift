import XMLEngine

/// What the folders of a receiver say of a document: the desk brings it as a decision, and from here on it is like the
/// receiver's own confirmation.
extension Agreement {
  /// The outcome that a decision brings; nil for any other decision.
  func receipt(in action: Decision.Action) -> Receipt.Outcome? {
    switch action {
    case .imported: .imported
    case .refused: .refused
    default: nil
    }
  }

  func take(_ outcome: Receipt.Outcome, ofDocument id: String, _ record: ToldRecord) throws -> Ruling {
    let deliveries = try log.deliveries(in: id)
    guard let name = deliveries.first?.system, let system = terms.configuration.system(named: name) else {
      throw NotAgreed(
        .documentUnknown, value: id,
        "Document \(id) was sent to no system that the configuration names. Nothing was changed.")
    }
    if try log.lastReceipt(of: id)?.outcome == outcome { return Ruling(verdict: .unchanged) }
    try log.add(Receipt(document: id, outcome: outcome, at: now, source: record.source))
    let before = Set(deliveries.map(\.state.rawValue)).sorted().joined(separator: ", ")
    let told = record.told(by: system)
    var isNews = false
    for delivery in deliveries {
      guard var entity = try log.entity(delivery.entity) else { continue }
      switch outcome {
      case .imported: isNews = try confirm(delivery, &entity, key: nil, told) || isNews
      // The order is refused, and nothing is said of who only goes along with it.
      case .refused where try goesAlong(delivery):
        isNews = try settle(companion: delivery, as: .refused) || isNews
      case .refused:
        isNews = try refuse(delivery, &entity, because: record.root.token(at: "Reason"), told) || isNews
      }
    }
    pending.trail = DecisionTrail(before: before, after: outcome.rawValue)
    return Ruling(verdict: isNews ? .accepted : .unchanged)
  }
}
