import Exchange
package import Operations

/// The interface for programs, `/api/v1`: the questions and verbs of the pages in JSON. `docs/openapi.yaml` describes it.
///
/// A program comes with a token (`Authorization: Bearer …`), a page of the console with its session and the form's token in
/// `X-Form-Token`.
package struct ApiArea: RouteSource {
  let workplace: Workplace
  let pending: PendingAttempts

  /// - Parameter pending: the same for all areas.
  package init(_ workplace: Workplace, _ pending: PendingAttempts) {
    self.workplace = workplace
    self.pending = pending
  }

  package var routes: [Route] {
    (reading + rejected + objects + decisions + attempts + jobs).map { route in
      var route = route
      let answer = route.answer
      route.pattern = "/api/v1" + route.pattern
      route.answer = { visit in
        do {
          return try await answer(visit)
        } catch let problem as ApiProblem {
          return try problem.answer()
        }
      }
      return route
    } + description
  }

  // MARK: - Parts of a request

  /// - Throws: `notFound` for what cannot be one.
  static func id(_ visit: Visit) throws(Refusal) -> InterchangeID {
    let text = visit.parameters["id"] ?? ""
    guard let id = InterchangeID(written: text) else { throw missing(text) }
    return id
  }

  static func missing(_ id: String) -> Refusal { .notFound(what: "interchange \(ApiFields.shown(id))") }

  /// The number in a path.
  static func number(_ name: String, _ what: String, _ visit: Visit) throws(Refusal) -> Int64 {
    let text = visit.parameters[name] ?? ""
    guard let number = Int64(text), number > 0, String(number) == text else {
      throw .notFound(what: "\(what) \(ApiFields.shown(text))")
    }
    return number
  }

  static func entity(_ visit: Visit) throws(Refusal) -> (kind: Entity, key: String) {
    let (name, key) = (visit.parameters["entity"] ?? "", visit.parameters["key"] ?? "")
    guard let kind = Entity(rawValue: name), kind != .confirmation, kind != .decision, !key.isEmpty else {
      throw .notFound(what: ApiFields.shown("\(name) \(key)"))
    }
    return (kind, key)
  }

  func shown(_ visit: Visit) -> ShownValues {
    ShownValues(seesPayloads: visit.viewer.seesPayloads, masked: workplace.configuration.masked)
  }
}
