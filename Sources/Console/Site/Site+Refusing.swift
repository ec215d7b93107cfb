import Exchange
import Operations

/// How the site says no.
extension Site {
  func refused(_ refusal: Refusal, _ guest: Guest) async -> WebAnswer {
    let occasion = guest.occasion
    if occasion.request.isOfAPI || guest.isProgram { return refusal.problem }
    if refusal == .notLoggedIn { return refusal.plain }
    var answer = WebAnswer.html(await pages.page(refusal, occasion), status: refusal.status)
    answer.headers += refusal.headers
    return answer
  }

  /// Somebody who has to log in first. A browser is sent to do so and comes back; a program or a stream is told.
  func unknown(_ guest: Guest) async -> WebAnswer {
    let request = guest.occasion.request
    let isStream = request.headers["accept"]?.hasPrefix("text/event-stream") ?? false
    guard !request.isOfAPI, !isStream else { return await refused(.notLoggedIn, guest) }
    let back = request.method == .get || request.method == .head ? request.link : request.refererPath
    let link = SafeLink.path(back)
    var query = Fields()
    if link != "/" { query = query.setting("back", to: link) }
    if request.method == .post {
      query = query.setting("ended", to: "unsent")
    } else if request.cookie(Gate.sessionCookie(request)) != nil {
      query = query.setting("ended", to: "yes")
    }
    return .seeOther(query.pairs.isEmpty ? "/login" : "/login?" + query.encoded)
  }

  /// An error that is no refusal: told in the service's log, with nothing of it in the page.
  func failed(_ error: any Error, _ guest: Guest) async -> WebAnswer {
    if error is CancellationError { return await refused(.unavailable(seconds: 5), guest) }
    if (error as? LedgerError)?.code == .busy { return await refused(.unavailable(seconds: 5), guest) }
    let reference = String(Secret().text.prefix(8))
    tell(Fault(reference: reference, path: guest.occasion.request.subject, error: error))
    return await refused(
      Self.remedy(error).map { .unusable(why: $0, reference: reference) } ?? .fault(reference: reference), guest)
  }

  /// What a person can do about it, where it is nothing that nobody foresaw.
  private static func remedy(_ error: any Error) -> String? {
    switch error {
    case let error as LedgerError: error.message
    case let failure as Failure where [.ioError, .temporary].contains(failure.outcome): failure.message
    default: nil
    }
  }
}

extension WebRequest {
  /// Asked by programs, which are answered in JSON.
  var isOfAPI: Bool { path.first == "api" }

  /// Its path for the logs: without the query, and never the secret of a link.
  var subject: String {
    if path.first == "enter" { return "/enter" }
    return Printable.line(String(("/" + path.map { Fields.encoded($0) }.joined(separator: "/")).prefix(200)))
  }

  /// The page that a form stood on, as far as the browser tells.
  var refererPath: String? {
    guard let referer = headers["referer"] else { return nil }
    let parts = referer.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    return "/" + parts[3].prefix { $0 != "#" }
  }
}
