/// The site's own pages, in the frame of all others.
package struct SitePages: ErrorPages {
  private let layout: @Sendable () -> Layout
  private let environment: @Sendable () -> String
  private let counts: @Sendable () async -> Frame.Counts

  /// - Parameters:
  ///   - layout: as the configuration in force has it.
  ///   - environment: `production`, `test`.
  ///   - counts: beside the names of the pages. They must not fail, because what is told here may be just why they would.
  package init(
    layout: @escaping @Sendable () -> Layout, environment: @escaping @Sendable () -> String,
    counts: @escaping @Sendable () async -> Frame.Counts = { Frame.Counts() }
  ) {
    self.layout = layout
    self.environment = environment
    self.counts = counts
  }

  package func page(_ refusal: Refusal, _ occasion: Occasion) async -> Markup {
    let frame = await frame(occasion)
    let layout = layout()
    func sent(_ reason: SentRefusalPage.Reason) -> Markup { layout.page(SentRefusalPage(reason), frame) }
    switch refusal {
    case .notFound(let what): return layout.page(NotFoundPage(what.map { .other($0) } ?? .page), frame)
    case .role(let role): return layout.page(RefusedPage(occasion.viewer ?? .nobody, lacks: .role(role)), frame)
    case .payloads: return layout.page(RefusedPage(occasion.viewer ?? .nobody, lacks: .payloads), frame)
    case .staleForm:
      // The form's own page, where the browser tells; its target may be there for forms alone.
      return layout.page(StaleFormPage(back: Link(returningTo: occasion.request.refererPath)), frame)
    case .otherMethod: return sent(.otherMethod)
    case .crossSite, .otherHost: return sent(.crossSite)
    case .unencrypted: return sent(.unencrypted)
    case .badRequest(let why): return sent(.badRequest(why: why))
    case .conflict(let why): return sent(.conflict(why: why))
    case .unavailable: return layout.page(FaultPage(.unavailable), frame)
    case .unusable(let why, let reference):
      return layout.page(FaultPage(.unusable(why: why, reference: reference)), frame)
    case .fault(let reference): return layout.page(FaultPage(.unexpected(reference: reference)), frame)
    case .notLoggedIn:
      return layout.page(LogInPage(token: "", back: nil, trouble: .signedOut), frame)
    }
  }

  package func page(_ form: LogInForm, _ occasion: Occasion) async -> Markup {
    let trouble: LogInPage.Trouble? =
      switch form.trouble {
      case .wrong: .wrong
      case .wait(let seconds): .slowedDown(seconds: seconds)
      case .busy: .busy
      case .stale: .outdated
      case .usedLink: .linkUsed
      case .left: .signedOut
      case .ended(let unsent): .sessionEnded(unsent: unsent)
      case nil: form.hasUsers ? nil : .noUsers
      }
    let page = LogInPage(
      token: form.token, back: form.back == "/" ? nil : form.back, name: form.name, trouble: trouble)
    return layout().page(page, await frame(occasion))
  }

  private func frame(_ occasion: Occasion) async -> Frame {
    Frame(
      environment: environment(), viewer: occasion.viewer,
      counts: occasion.viewer == nil ? Frame.Counts() : await counts(), request: Link(occasion.request),
      now: occasion.now, language: occasion.language)
  }
}
