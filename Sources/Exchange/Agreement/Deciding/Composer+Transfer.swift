/// What is sent of one business object by itself, whatever is owed.
extension Composer {
  /// Where a customer goes who is sent by itself and nobody said whereto: to the one system that did not bring it.
  func onlyOther(than entity: EntityState) -> String? {
    let others = terms.receivers(of: entity).filter { $0.name != entity.origin }
    return others.count == 1 ? others[0].name : nil
  }

  /// Why nothing of it could be sent.
  func nothingToSend(
    of entity: EntityState, to system: String?, _ memory: some RetentionMemory
  ) throws(LedgerError) -> String {
    if let source = entity.content?.interchange,
      let pruning = try memory.prunings(of: source).first(where: { $0.class == .payload })
    {
      return
        "Nothing of \(entity.name) can be sent: what must stand in the document is read from the file that told it, of "
        + "\(source), and that was \(pruning.words). Let its sender export it once more."
    }
    let receivers = terms.receivers(of: entity).filter { (system ?? $0.name) == $0.name && $0.name != entity.origin }
    if !receivers.isEmpty, receivers.allSatisfy({ !terms.travelsAlone(entity.kind, to: $0) }) {
      return
        "\(entity.name) cannot be sent by itself: \(ConfigurationReader.list(receivers.map(\.name))) gets customers "
        + "with their orders only. Transfer an order of it; everything that holds of the customer goes along."
    }
    return
      "Nothing of \(entity.name) can be sent\(system.map { " to \($0)" } ?? ""): no flow leads there, or what must stand in "
      + "the document is not known."
  }
}
