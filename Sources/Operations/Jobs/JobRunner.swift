package import Exchange

/// Carries jobs out, one chunk of each in turn: puts it on the desk, waits until it is decided, puts the next one there.
///
/// It knows nothing that is not in the book or in the ledger, so it may be killed at any moment and go on later. Several
/// processes may have one on the same book: each job belongs to one of them for as long as that comes back in time.
package actor JobRunner {
  private let book: any ConsoleBook
  private let desk: any JobDesk
  /// Tells this runner from all others.
  private let name: String
  private let clock: @Sendable () -> Timestamp
  /// Called with what went wrong, and once for each thing until it has passed.
  private let tell: @Sendable (String) -> Void
  /// The last places known to be decided, by job.
  private var reached: [String: Int] = [:]
  /// The last files that this runner dropped.
  private var dropped: [String: (place: Int, at: Timestamp)] = [:]
  private var trouble: [String: String] = [:]
  private var forgotten: Timestamp?

  /// For how long a job belongs to a process that does not come back. It is asked for once a second.
  private static let lease = Duration.seconds(30)
  /// After how long a file that nobody has seen is dropped again.
  private static let patience = Duration.seconds(60)

  /// - Parameter keeping: for how long entries of the book and ended jobs are kept.
  package init(
    _ book: any ConsoleBook, _ desk: any JobDesk, keeping: Duration = .seconds(400 * 86_400),
    name: String = InterchangeID.make(at: .now()).text, clock: @escaping @Sendable () -> Timestamp = { .now() },
    tell: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.book = book
    self.desk = desk
    self.keeping = keeping
    self.name = name
    self.clock = clock
    self.tell = tell
  }

  private let keeping: Duration

  /// Goes on until its task is cancelled, and gives back then what it has.
  package func run() async {
    while !Task.isCancelled {
      await turn()
      do {
        try await Task.sleep(for: .seconds(1))
      } catch {
        break
      }
    }
    await giveBack()
  }

  /// One look at every open job.
  package func turn() async {
    let jobs: [BulkJob]
    do {
      jobs = try await book.away { try $0.openJobs() }
      trouble["book"] = nil
    } catch {
      return note(error, of: "book")
    }
    for job in jobs {
      do {
        try await step(job)
        trouble[job.id] = nil
      } catch {
        note(error, of: job.id)
      }
    }
    await forget()
  }

  private func step(_ job: BulkJob) async throws {
    let (name, now) = (name, clock())
    guard try await book.away({ try $0.claim(job.id, by: name, at: now, until: now + Self.lease) }) else {
      // Whoever has it may go further meanwhile.
      (reached[job.id], dropped[job.id]) = (nil, nil)
      return
    }
    let course = try await desk.course(of: job, from: reached[job.id] ?? 0)
    reached[job.id] = course.reached
    // A scan may have taken the file and not told the ledger yet.
    if let last = dropped[job.id], last.place > course.reached, now < last.at + Self.patience { return }
    switch course.next(of: job) {
    case .wait: break
    case .drop(let place):
      let items = try await book.away { try $0.items(of: job.id, after: (place - 1) * job.chunk, limit: job.chunk) }
      guard items.count == job.count(ofChunk: place) else {
        throw Failure(.ioError, "job \(job.id) has lost some of what it is about; stop it, and select the rest anew")
      }
      try await desk.drop(items.map { $0.decision(of: job) }, of: job, chunk: place)
      dropped[job.id] = (place, now)
    case .end:
      if try await book.away({ try $0.end(job.id, by: name, at: now) }) {
        (reached[job.id], dropped[job.id]) = (nil, nil)
      }
    }
  }

  /// The same thing is told once, until it has passed.
  private func note(_ error: any Error, of subject: String) {
    let sentence = Failure(error)?.message ?? "\(error)"
    guard trouble.updateValue(sentence, forKey: subject) != sentence else { return }
    tell(subject == "book" ? sentence : "job \(subject): \(sentence)")
  }

  /// Once an hour.
  private func forget() async {
    let now = clock()
    if let forgotten, now < forgotten + .seconds(3600) { return }
    forgotten = now
    let moment = now + (.zero - keeping)
    do {
      _ = try await book.away { try $0.forget(before: moment) }
    } catch {
      note(error, of: "book")
    }
  }

  private func giveBack() async {
    let name = name
    do {
      try await book.away { book in
        for job in try book.openJobs() where job.runner == name { try book.release(job.id, by: name) }
      }
    } catch {
      // They are free by themselves when their time is over.
      note(error, of: "book")
    }
  }
}
