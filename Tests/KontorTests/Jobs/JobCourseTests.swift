import Exchange
import Operations
import Testing

@Suite("what a job does next")
struct JobCourseTests {
  private func job(total: Int, isStopped: Bool = false) -> BulkJob {
    var job = BulkJob(id: "J", at: Timestamp(milliseconds: 1), by: "ada", .discard, total: total, chunk: 50)
    if isStopped { (job.stoppedAt, job.stoppedBy) = (Timestamp(milliseconds: 2), "bob") }
    return job
  }

  @Test(
    "one chunk after another, and the next one only when nothing of the last is on its way",
    arguments: [
      (JobCourse(), JobCourse.Step.drop(1)),
      (JobCourse(isUnderWay: true), .wait),
      (JobCourse(reached: 1, undecided: 3), .wait),
      (JobCourse(reached: 1), .drop(2)),
      (JobCourse(reached: 1, isUnderWay: true), .wait),
      (JobCourse(reached: 3, undecided: 1), .wait),
      (JobCourse(reached: 3), .end),
    ])
  func next(_ course: JobCourse, _ step: JobCourse.Step) {
    #expect(course.next(of: job(total: 101)) == step)
  }

  @Test(
    "a stopped job begins nothing more, and ends when what was begun is finished",
    arguments: [
      (JobCourse(), JobCourse.Step.end),
      (JobCourse(isUnderWay: true), .wait),
      (JobCourse(reached: 1, undecided: 3), .wait),
      (JobCourse(reached: 1), .end),
    ])
  func stopped(_ course: JobCourse, _ step: JobCourse.Step) {
    #expect(course.next(of: job(total: 101, isStopped: true)) == step)
  }

  @Test("chunks and their numbers", arguments: [(1, 1, 1), (50, 1, 50), (51, 2, 1), (100, 2, 50)])
  func chunks(_ total: Int, _ chunks: Int, _ last: Int) {
    let job = job(total: total)
    #expect(job.chunks == chunks)
    #expect(job.count(ofChunk: chunks) == last)
    #expect(job.number(ofChunk: 12) == "JJ-12")
  }
}
