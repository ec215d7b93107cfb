import DropFolder
import XMLEngine

/// What became of one attempt to decide an interchange.
enum DecisionAttempt {
  case decided(Interchange)
  case notYetComplete(Issue)
  case failed(any Error)

  /// Decides an interchange inside a transaction; one that is refused as a whole, in an attempt of its own.
  ///
  /// - Parameter decision: makes the decision of a job anew, for each attempt.
  /// - Throws: what is no fault of this file or of its folders.
  init(
    _ job: Job, _ files: PreparedFiles, _ log: any Decisions, by decision: (Job) throws -> InterchangeDecision
  ) throws {
    var job = job
    if let original = job.interchange.repeats, try log.interchange(original)?.verdict == .rejected {
      // Both came in one batch. The first had no effect, so this one is judged like one that comes later.
      job.interchange.repeats = nil
    }
    do {
      let decided = try Self.decide(job, files, log, decision)
      files.keep()
      self = .decided(decided)
    } catch let refusal as Refusal {
      do throws(FolderError) {
        try files.discard()
      } catch {
        self = .failed(error)
        return
      }
      self = try Self.refuse(job, refusal, files, log, decision)
    } catch {
      // What cannot be deleted now is deleted before the next attempt, which begins with that.
      let leftover = Result { () throws(FolderError) in try files.discard() }
      if let incomplete = error as? NotYetComplete, case .success = leftover {
        self = .notYetComplete(incomplete.issue)
      } else if error is FolderError || error is XMLEngineError || error is NotYetComplete {
        self = .failed(error)
      } else {
        throw error
      }
    }
  }

  private static func decide(
    _ job: Job, _ files: PreparedFiles, _ log: any Decisions, _ decision: (Job) throws -> InterchangeDecision
  ) throws -> Interchange {
    do {
      return try log.attempt { try decision(job).run(log) }
    } catch is MappedTooLate {
      try files.discard()
      let anew = try decision(job)
      anew.mapsAhead = false
      return try log.attempt { try anew.run(log) }
    }
  }

  private static func refuse(
    _ job: Job, _ refusal: Refusal, _ files: PreparedFiles, _ log: any Decisions,
    _ decision: (Job) throws -> InterchangeDecision
  ) throws -> DecisionAttempt {
    do {
      let refused = try log.attempt { try decision(job).refuse(refusal) }
      files.keep()
      return .decided(refused)
    } catch let error as FolderError {
      return .failed(error)
    }
  }
}
