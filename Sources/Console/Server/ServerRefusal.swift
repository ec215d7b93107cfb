/// Why the server itself answers a request, before or instead of the site.
enum ServerRefusal: Error, Equatable {
  /// The address is none that a page could have.
  case address
  /// The body is longer than so many bytes.
  case tooLong(Int)
  /// The body took too long.
  case slowBody
  /// The body ended early.
  case cutOff
  /// There is too much to do.
  case busy
  /// The answer took too long.
  case slow

  var answer: WebAnswer {
    switch self {
    case .address: said(400, "This address cannot be read. Type it anew, or go back and follow the link again.")
    case .tooLong(let most):
      said(413, "More than \(most / 1024) KiB cannot be sent here. Put long files into the inbox.")
    case .slowBody: said(408, "What was sent came too slowly. Send it again.")
    case .cutOff: said(400, "What was sent ended too early. Send it again.")
    case .busy: said(503, "There is too much to do just now. Try again in a moment.", retry: true)
    case .slow: said(503, "The answer takes too long. Try again in a moment, or ask for less.", retry: true)
    }
  }

  private func said(_ status: Int, _ sentence: String, retry: Bool = false) -> WebAnswer {
    WebAnswer(
      status, type: "text/plain; charset=utf-8", sentence + "\n", headers: retry ? [("retry-after", "5")] : [])
  }
}
