package import DropFolder
package import Exchange

/// The files of one job, on the desk and in the ledger.
package struct JobFiles {
  private let job: BulkJob
  private let configuration: Configuration
  private let ledger: any JobMemory

  package init(_ job: BulkJob, configuration: Configuration, ledger: any JobMemory) {
    self.job = job
    self.configuration = configuration
    self.ledger = ledger
  }

  /// Goes on from a place that is decided: after a start, from what the ledger has of the job.
  package func course(from place: Int) throws -> JobCourse {
    var course = JobCourse(reached: place > 0 ? place : try ledger.tally(ofDeskFiles: job.numbers).files.last ?? 0)
    if course.reached > 0 { try look(at: course.reached, &course) }
    while course.reached < job.chunks, try look(at: course.reached + 1, &course) {}
    return course
  }

  /// Whether the file of a place is decided, or what it does instead.
  @discardableResult
  private func look(at place: Int, _ course: inout JobCourse) throws -> Bool {
    let (name, number) = (try name(ofChunk: place), job.number(ofChunk: place))
    // The desk before the ledger: a file that is taken in between is seen in the ledger.
    let lies = try Desk(configuration).holds(name)
    switch try ledger.standing(ofDeskFile: number, named: name) {
    case .decided(_, let undecided):
      (course.reached, course.undecided) = (place, undecided)
      return true
    case .taken: course.isUnderWay = true
    case .unknown: course.isUnderWay = lies
    }
    return false
  }

  /// Puts a chunk on the desk. At whatever moment this is done again, it is the same file byte by byte: what the desk gets
  /// twice is a repeat, and nothing is decided a second time.
  package func drop(_ decisions: [Decision], chunk place: Int) throws {
    do {
      _ = try Desk(configuration).drop(decisions, as: job.number(ofChunk: place), at: job.at)
    } catch let error where error.code == .nameTaken {
      // It lies there: somebody was here before, this process before it was killed perhaps.
    }
  }

  package func name(ofChunk place: Int) throws -> FileName {
    try Desk.name(of: job.action, number: job.number(ofChunk: place))
  }
}
