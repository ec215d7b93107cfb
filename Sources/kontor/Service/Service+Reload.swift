import Exchange
import Operations

/// Taking a changed configuration while the service runs: read and compiled as a whole first, taken only where it is
/// right, and told where it is not.
extension Service {
  /// Rules to use from now on; nil where the present ones stay.
  ///
  /// - Parameter isWished: somebody asked for it, so that nothing needs to stand still first.
  func reloaded(_ isWished: Bool) -> Rules? {
    guard rulesWatch.look(FileStamps(of: rulesWatch.paths)) || isWished else { return nil }
    notice.reloading()
    defer { notice.ready(status) }
    do throws(Rules.Refusal) {
      let new = try Rules.read(from: session.options.configurationPath, known: rulesWatch.paths)
      let fixed = new.configuration.needingRestart(instead: rules.configuration)
      if !fixed.isEmpty {
        refuse(
          ["\(fixed.joined(separator: ", ")) cannot change while the service runs: it needs a restart"], new.stamps)
        return nil
      }
      rulesWatch.note(new.stamps)
      log.write(.info, "configuration taken", ["file": new.configuration.file])
      return new
    } catch {
      refuse(error.problems, error.stamps)
      return nil
    }
  }

  private func refuse(_ problems: [String], _ stamps: FileStamps) {
    rulesWatch.note(stamps)
    heartbeat.refused = problems
    metrics.noteRefusedConfiguration()
    for problem in problems {
      log.write(
        .error, "configuration refused", ["problem": problem, "effect": "the one that was read before stays in force"])
    }
    tellStanding()
  }
}
