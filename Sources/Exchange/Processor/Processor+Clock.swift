import DropFolder

/// What time itself decides: holds whose deadline has passed, documents whose flow may carry them now.
extension Processor {
  /// Puts a decision on the desk for each of them, so that it goes the way of every other file.
  ///
  /// Not while such a file is under way: what it does not end, the next one will.
  func callWhatIsDue(unless open: [Interchange]) throws {
    guard let port = ports.first, let inbox = port.inbox?.opened else { return }
    let isUnderWay = open.contains { $0.sender == System.desk }
    guard !isUnderWay, options.only == nil || options.only == System.desk else { return }
    let due = try ledger.holds(dueAt: options.now(), limit: Self.mostDue)
    var decisions = due.map { hold in
      var decision = Decision(.due, .hold(hold.id))
      decision.by = Decision.clock
      return decision
    }
    decisions += try releasesDue()
    guard !decisions.isEmpty else { return }
    do throws(FolderError) {
      let own = [Decision.Action.due, .run].map { "\($0.rawValue)-" }
      if try inbox.folder.entries().contains(where: { entry in own.contains { entry.name.display.hasPrefix($0) } }) {
        return
      }
      _ = try Desk(configuration, calls: options.calls).drop(decisions, at: options.now())
    } catch {
      putOff(inbox.folder.path, error)
    }
  }

  /// So many deadlines in one file; the rest follows with the next scan.
  private static let mostDue = 1000
}
