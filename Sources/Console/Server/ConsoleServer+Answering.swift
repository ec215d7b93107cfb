import Hummingbird
import HummingbirdCore
import NIOCore

/// From a request to its answer, on the thread of the connections; only the answer itself is made elsewhere.
extension ConsoleServer {
  func response(to request: Request, over channel: any Channel) async -> Response {
    let isHead = request.method == .head
    let client = ClientFacts(
      peer: channel.remoteAddress?.ipAddress ?? "", isEncrypted: isEncrypted, headers: Self.headers(of: request),
      trusting: proxies)
    guard let target = RequestTarget(request.uri.string) else {
      return response(ServerRefusal.address.answer, to: request, over: channel)
    }
    var web = WebRequest(
      WebRequest.Method(rawValue: request.method.rawValue) ?? .other, path: target.path, query: target.query,
      headers: client.headers, address: client.address, isSecure: client.isSecure)
    if request.method == .get || isHead, let page = service.pages["/" + target.path.joined(separator: "/")] {
      return page(QuickRequest(isLocal: client.isLocal && service.isByName(web))).response(withBody: !isHead)
    }
    let longest = web.method == .get || isHead ? 0 : service.longestBody(web)
    let isLong = longest > ServerLimits.shortBody
    let bodyPlace = isLong ? load.place(.longBody, most: limits.longBodies) : nil
    guard !isLong || bodyPlace != nil else { return response(ServerRefusal.busy.answer, to: request, over: channel) }
    if longest > 0 {
      switch await body(of: request, most: longest, over: channel) {
      case .success(let bytes): web.body = bytes
      case .failure(let refusal):
        hangUp(channel)
        return response(refusal.answer, to: request, over: channel)
      }
    }
    guard let place = load.place(.answer, most: limits.answers) else {
      return response(ServerRefusal.busy.answer, to: request, over: channel)
    }
    // The places are taken until it is made, which may be after nobody waits for it any more: what hangs counts.
    let answered = await Console.answer(within: TimeAmount(limits.answerTime), on: channel.eventLoop, by: threads) {
      [web, service] in
      defer { withExtendedLifetime((place, bodyPlace)) {} }
      return await service.answer(web)
    }
    return response(answered ?? ServerRefusal.slow.answer, to: request, over: channel)
  }

  private static func headers(of request: Request) -> [String: String] {
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      // RFC 9110, section 5.2; RFC 9113, section 8.2.3 for cookies.
      headers[name] = headers[name].map { $0 + (name == "cookie" ? "; " : ", ") + field.value } ?? field.value
    }
    if headers["host"] == nil, let authority = request.head.authority { headers["host"] = authority }
    return headers
  }

  // MARK: - Body

  private func body(of request: Request, most: Int, over channel: any Channel) async -> Result<[UInt8], ServerRefusal> {
    let length = request.headers[.contentLength].flatMap { Int($0) }
    if let length, length > most { return .failure(.tooLong(most)) }
    let body = request.body
    let read = await Console.answer(
      within: TimeAmount(limits.time(forBody: most)), on: channel.eventLoop, by: thread
    ) { () async -> Result<[UInt8], ServerRefusal> in
      var bytes: [UInt8] = []
      do {
        for try await piece in body {
          guard bytes.count + piece.readableBytes <= most else { return .failure(.tooLong(most)) }
          bytes += piece.readableBytesView
        }
      } catch {
        return .failure(.cutOff)
      }
      return .success(bytes)
    }
    guard let read else { return .failure(load.isStopping ? .busy : .slowBody) }
    // What a client that went away had sent so far is not what it meant to send.
    if let length, case .success(let bytes) = read, bytes.count != length { return .failure(.cutOff) }
    return read
  }

  /// Gives the client a moment to read the answer, and then no more: what it still sends is dropped meanwhile.
  private func hangUp(_ channel: any Channel) {
    channel.eventLoop.scheduleTask(in: TimeAmount(limits.lingerTime)) { channel.close(promise: nil) }
  }
}
