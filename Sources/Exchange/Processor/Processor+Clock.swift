import DropFolder

/// What time itself decides: holds whose deadline has passed, documents whose flow may carry them now.
extension Processor {
  /// Puts a decision on the desk for each of them, so that it goes the way of every other file.
  ///
  /// Not while such a file is still to be decided: what it does not end, the next one will. Nor where an outbox that it
  /// needs is away: it would only stand in the way of those that need another one.
  func callWhatIsDue(unless open: [Interchange]) throws {
    guard let port = ports.first, let inbox = port.inbox?.opened else { return }
    let own = [Decision.Action.due, .run].map { "\($0.rawValue)-" }
    let isUnderWay = open.contains { interchange in
      interchange.sender == System.desk && interchange.verdict == nil
        && (own.contains { interchange.fileName.display.hasPrefix($0) }
          || backOff.wait(for: interchange.id, at: options.clock.now) == nil)
    }
    guard !isUnderWay, options.only == nil || options.only == System.desk else { return }
    // What becomes of a record whose wait is over may concern any system.
    let due = outboxes.allSatisfy(isReady) ? try ledger.holds(dueAt: options.now(), limit: Self.mostDue) : []
    var decisions = due.map { hold in
      var decision = Decision(.due, .hold(hold.id))
      decision.by = Decision.clock
      return decision
    }
    decisions += try releasesDue()
    guard !decisions.isEmpty else { return }
    do throws(FolderError) {
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
