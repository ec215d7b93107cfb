import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension ConsoleServer {
  /// Bytes that are written at once.
  private static let piece = 64 * 1024

  /// An answer as it goes over the wire.
  func response(_ answer: WebAnswer, to request: Request, over channel: any Channel) -> Response {
    var headers = HTTPFields()
    for (name, value) in SafeHeaders.added(to: answer.headers) {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    let status = HTTPResponse.Status(code: answer.status)
    let isHead = request.method == .head
    switch answer.body {
    case .bytes(let bytes):
      // Neither has a body (RFC 9110, sections 8.6 and 15.3.5).
      if answer.status == 204 || answer.status == 304 { return Response(status: status, headers: headers) }
      if headers[.contentLength] == nil { headers[.contentLength] = String(bytes.count) }
      if isHead { return Response(status: status, headers: headers) }
      return Response(
        status: status, headers: headers,
        body: bytes.count <= Self.piece ? ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)) : long(bytes, channel))
    case .stream(let pieces):
      return flowing(pieces, hasEnd: false, Response(status: status, headers: headers), request, channel)
    case .content(let pieces):
      return flowing(pieces, hasEnd: true, Response(status: status, headers: headers), request, channel)
    }
  }

  private func long(_ bytes: [UInt8], _ channel: any Channel) -> ResponseBody {
    ResponseBody(contentLength: bytes.count) { [limits] writer in
      var rest = bytes[...]
      while !rest.isEmpty {
        try await Self.write(rest.prefix(Self.piece), to: &writer, channel, limits)
        rest = rest.dropFirst(Self.piece)
      }
      try await writer.finish(nil)
    }
  }

  /// What is cut off must not look whole.
  private struct CutOff: Error {}

  /// Writes pieces as they come, until there are no more, the time is over, or the client is gone.
  ///
  /// - Parameter hasEnd: whether it is whole only with its last piece.
  private func flowing<Pieces: AsyncSequence & Sendable>(
    _ pieces: Pieces, hasEnd: Bool, _ head: Response, _ request: Request, _ channel: any Channel
  ) -> Response where Pieces.Element == [UInt8] {
    if request.method == .head { return head }
    guard let place = load.place(.stream, most: limits.streams) else {
      return response(ServerRefusal.busy.answer, to: request, over: channel)
    }
    var response = head
    response.body = ResponseBody { [limits, load] writer in
      defer { withExtendedLifetime(place) {} }
      let end = ContinuousClock.now + limits.streamTime
      // For one that gives nothing more, and so does not see the time.
      let alarm = channel.eventLoop.scheduleTask(in: TimeAmount(limits.streamTime + limits.writeTime)) {
        channel.close(promise: nil)
      }
      defer { alarm.cancel() }
      try await request.body.consumeWithCancellationOnInboundClose { _ in
        for try await piece in pieces {
          try await Self.write(piece, to: &writer, channel, limits)
          guard load.isStopping || ContinuousClock.now >= end else { continue }
          if hasEnd { throw CutOff() }
          break
        }
      }
      try await writer.finish(nil)
    }
    return response
  }

  /// A client that takes nothing for so long is gone, or means harm.
  @concurrent
  private static func write(
    _ bytes: some Sequence<UInt8>, to writer: inout any ResponseBodyWriter, _ channel: any Channel,
    _ limits: ServerLimits
  ) async throws {
    let alarm = channel.eventLoop.scheduleTask(in: TimeAmount(limits.writeTime)) { channel.close(promise: nil) }
    defer { alarm.cancel() }
    try await writer.write(ByteBuffer(bytes: bytes))
  }
}
