package import Exchange

/// What a job does next, found from what is known of its files: a chunk of decisions is one file on the desk.
package struct JobCourse: Equatable, Sendable {
  /// The place of the last of its files that is decided, counted from 1; 0 for none.
  package var reached = 0
  /// Further attempts that it handed in and that are not decided yet.
  package var undecided = 0
  /// The file after that lies on the desk, or was taken and is not decided.
  package var isUnderWay = false

  package init(reached: Int = 0, undecided: Int = 0, isUnderWay: Bool = false) {
    self.reached = reached
    self.undecided = undecided
    self.isUnderWay = isUnderWay
  }

  package enum Step: Equatable, Sendable {
    case wait
    /// Puts the chunk of this place on the desk.
    case drop(Int)
    /// Nothing is left to do.
    case end
  }

  /// One file after another, and the next one only when nothing of the last is on its way: so a job can be stopped, and
  /// files of other systems wait for 50 of it and not for all.
  package func next(of job: BulkJob) -> Step {
    if undecided > 0 || isUnderWay { return .wait }
    return reached >= job.chunks || job.stoppedAt != nil ? .end : .drop(reached + 1)
  }
}
