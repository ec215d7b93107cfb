import Exchange
import Operations

/// What a form that asks for a job holds.
struct JobForm: Sendable {
  let action: Decision.Action
  /// Nil where nothing was chosen.
  let question: JobQuestion?
  /// What tells which things are meant, to be sent along once more.
  let fields: Fields
  /// As it is kept with the job; nil for things that were ticked one by one.
  let query: String?
  /// How many were confirmed; nil where nothing was.
  let confirmed: Int?
  /// The seal of what was shown.
  let seen: String?
  let reason: String?
  /// Whether the first of them are to be tried, and nothing done.
  let isTrial: Bool
  /// Of the job that is to be; the same form sent twice has the same.
  let id: String?

  private static let own: Set = ["token", "confirmed", "seen", "reason", "try", "job"]

  /// - Throws: `badRequest` for what no page of the console sends.
  init(_ form: Fields, at now: Timestamp) throws(Refusal) {
    guard let action = form["verb"].flatMap(Decision.Action.init(rawValue:)) else {
      throw .badRequest(why: "It does not say what is to be done.")
    }
    let subject = try Self.subject(form)
    question = subject.map { JobQuestion(action, $0) }
    if let question, !question.isFit { throw .badRequest(why: "That cannot be done to what was chosen.") }
    self.action = action
    fields = Fields(form.pairs.filter { !Self.own.contains($0.name) })
    if case .rejections? = subject { query = Self.filter(form).encoded } else { query = nil }
    isTrial = form["try"] != nil
    confirmed = isTrial ? nil : form["confirmed"].flatMap { Int($0) }
    seen = form["seen"]
    reason = form.reason
    id = form.id("job")
  }

  private static func subject(_ form: Fields) throws(Refusal) -> JobQuestion.Subject? {
    let holds = form.all("hold")
    if !holds.isEmpty {
      let numbers = holds.compactMap { Int64($0) }
      return numbers.count == holds.count ? .holds(numbers) : nil
    }
    if !form.all("document").isEmpty { return .documents(form.all("document")) }
    if !form.all("id").isEmpty { return .interchanges(form.all("id")) }
    if let alike = form["alike"], let take = form["take"] {
      return .conflicts(alike: alike, take == "later" ? .later : .take(take))
    }
    guard form["where"] != nil || form["cause"] != nil else { return nil }
    let fields = filter(form)
    var filter = OpenRejectionFilter()
    filter.sender = fields.filled("sender")
    filter.since = try moment(fields.filled("since"))
    filter.until = try moment(fields.filled("until"))
    if let id = fields.filled("cause") { return .rejections(.id(id), filter) }
    guard let code = fields.filled("code") else { return .rejections(nil, filter) }
    return .rejections(fields.filled("path").map { .key(CauseKey(code: code, shape: $0)) } ?? .code(code), filter)
  }

  private static let filters = ["cause", "code", "path", "sender", "since", "until"]

  /// What narrows rejections down: in fields of their own, or together in one.
  private static func filter(_ form: Fields) -> Fields {
    let all = form["where"].map { Fields(encoded: $0) } ?? form
    return Fields(all.pairs.filter { filters.contains($0.name) && !$0.value.isEmpty })
  }

  private static func moment(_ text: String?) throws(Refusal) -> Timestamp? {
    guard let text else { return nil }
    guard let moment = Timestamp(text) else { throw .badRequest(why: "\(Printable.line(text)) is no moment.") }
    return moment
  }
}
