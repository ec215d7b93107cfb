import Exchange
import Operations

/// How decisions on the desk go on.
extension ApiArea {
  struct Course: Encodable {
    enum State: String, Encodable {
      /// Nobody has taken it from the desk.
      case waiting
      /// It is carried out, and what it handed in is not done yet.
      case underWay = "under-way"
      case decided
    }

    /// Its name on the desk.
    var decision: String
    var state: State
    /// What became of it, once that is known.
    var result: DeskReport?
  }

  /// How long an answer may wait for whoever scans, in seconds: the parameter `wait`.
  func wait(_ visit: Visit) throws(Refusal) -> Duration {
    .seconds(try ApiFields(visit.request.query, "wait").number("wait", 0...10) ?? 2)
  }

  /// Puts one decision on the desk in the visitor's name.
  func carry(_ decision: Decision, _ patience: Duration, _ visit: Visit) async throws -> WebAnswer {
    var decision = decision
    decision.by = visit.viewer.name
    let number = try Self.number(visit)
    let course = try await told { try await workplace.decide([decision], as: number, patience: patience) }
    return try await answer(course, [decision])
  }

  /// Under which number a decision goes to the desk: the same for requests with the same key, so that it is decided once
  /// (draft-ietf-httpapi-idempotency-key-header). Nil where the client gave none.
  private static func number(_ visit: Visit) throws(Refusal) -> String? {
    guard let key = visit.request.headers["idempotency-key"] else { return nil }
    guard key.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil else {
      throw .badRequest(why: "Idempotency-Key has 1 to 64 of A to Z, a to z, 0 to 9, - and _.")
    }
    return Seal.of([visit.viewer.name, visit.request.subject, key]).uppercased()
  }

  /// - Throws: ``ApiProblem`` where the whole file was refused, or the desk takes none.
  private func told(_ body: () async throws -> DeskCourse) async throws -> DeskCourse {
    do {
      return try await body()
    } catch let failure as Failure {
      throw ApiProblem(
        failure.outcome == .software ? 409 : 503, failure.outcome == .software ? "refused" : "desk", failure.message)
    }
  }

  /// - Throws: ``ApiProblem`` with 409 for a decision that was refused: somebody was first, mostly.
  func answer(_ course: DeskCourse, _ decisions: [Decision]) async throws -> WebAnswer {
    let link = [(name: "location", value: "/api/v1/decisions/\(Fields.encoded(course.file.name))")]
    switch course.course {
    case .notTaken:
      return try ApiAnswer.json(Course(decision: course.file.name, state: .waiting), status: 202, headers: link)
    case .underWay:
      return try ApiAnswer.json(Course(decision: course.file.name, state: .underWay), status: 202, headers: link)
    case .decided(let result):
      if let refused = result.answers.first(where: { $0.record.verdict == .rejected }), let issue = refused.issues.first
      {
        throw ApiProblem(409, issue.code, refused.issues.map(\.message).joined(separator: " "))
      }
      let report = try await workplace.read { reading in
        try DeskReport(result, decisions, places: Places(configuration: reading.configuration), in: reading.ledger)
      }
      return try ApiAnswer.json(
        Course(decision: course.file.name, state: .decided, result: report), headers: link)
    }
  }

  func course(_ visit: Visit) async throws -> WebAnswer {
    _ = try ApiFields(visit.request.query)
    let name = visit.parameters["decision"] ?? ""
    let unknown = Refusal.notFound(what: "decision \(ApiFields.shown(name))")
    guard let file = DroppedFile(named: name) else { throw unknown }
    let course = try await told { try await workplace.course(of: file) }
    if case .notTaken = course.course {
      let isLying = try await workplace.read { DeskPost($0.configuration).isLying(file) }
      // It may have been taken between the two looks.
      guard isLying else {
        let again = try await told { try await workplace.course(of: file) }
        if case .notTaken = again.course { throw unknown }
        return try await told(again)
      }
    }
    return try await told(course)
  }

  private func told(_ course: DeskCourse) async throws -> WebAnswer {
    switch course.course {
    case .notTaken: return try ApiAnswer.json(Course(decision: course.file.name, state: .waiting))
    case .underWay: return try ApiAnswer.json(Course(decision: course.file.name, state: .underWay))
    case .decided(let result):
      let file = course.file
      let report = try await workplace.read { reading in
        try DeskReport(result, of: file, places: Places(configuration: reading.configuration), in: reading.ledger)
      }
      return try ApiAnswer.json(Course(decision: course.file.name, state: .decided, result: report))
    }
  }
}
