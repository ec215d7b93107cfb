import Exchange
import Operations

/// Takes a decision of a page to the desk, and tells on the next page what became of it.
///
/// The next page knows of it by its address alone, so that it can be asked again and nothing has to be remembered.
struct DeskErrand: Sendable {
  let workplace: Workplace

  private static let parameter = "desk"

  /// The decision is made in the visitor's name.
  ///
  /// - Parameters:
  ///   - id: of the form that was sent; sent twice, it is decided once. Nil where it makes no difference.
  ///   - next: the page to go on with.
  func carry(_ decisions: [Decision], of visit: Visit, as id: String?, next: (Fields) -> Link) async throws -> WebAnswer
  {
    let decisions = decisions.map { decision in
      var decision = decision
      decision.by = visit.viewer.name
      return decision
    }
    let course = try await workplace.decide(decisions, as: id)
    return .seeOther(next(Fields([(Self.parameter, course.file.name)])).text)
  }

  /// What became of the decision that the page was called for; nil where it was called for none.
  func note(_ visit: Visit) async throws -> DeskNote? {
    guard visit.viewer.role >= .operator, let name = visit.request.query[Self.parameter],
      let file = DroppedFile(named: name)
    else { return nil }
    let link = Link(visit.request)
    let course = try await workplace.course(of: file)
    switch course.course {
    case .decided(let result):
      let lines = result.answers.map {
        DeskNote.Line($0.record.verdict, $0.issues.map { "\($0.message) [\($0.code)]" })
      }
      return DeskNote(.decided(lines), link: link)
    case .underWay: return DeskNote(.waiting, link: link)
    case .notTaken:
      let isLying = try await workplace.read { DeskPost($0.configuration).isLying(file) }
      // It may have been taken between the two looks.
      let isKnown = isLying ? true : try await workplace.course(of: file).isOver
      return DeskNote(isKnown ? .waiting : .unknown, link: link)
    }
  }
}

extension Fields {
  /// A reason that was given; nil where it is empty or no reason at all.
  var reason: String? { Reason.told(self["reason"]) }

  func number(_ name: String) -> Int64? { self[name].flatMap { Int64($0) } }

  /// Of the form itself, as the page gave it.
  func id(_ name: String) -> String? { self[name].flatMap { InterchangeID(written: $0)?.text } }
}
