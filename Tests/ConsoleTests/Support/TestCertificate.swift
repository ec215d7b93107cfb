import Console
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A certificate of 127.0.0.1 that vouches for itself from 2020 to 2120, with its key, made for tests.
enum TestCertificate {
  /// In PEM.
  static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBQjCB6qADAgECAgQBNDqlMAoGCCqGSM49BAMCMBYxFDASBgNVBAMMC2tvbnRv
    ci50ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAWMRQwEgYD
    VQQDDAtrb250b3IudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABH22ws9s
    +LQw8qxhPQkoGQaPOeYqebr6y/RKu68Cj9ojhD3CZajEMQytbt0QF41mmSRD2Qel
    U3rGmIhketWc4bKjJDAiMA8GA1UdEQQIMAaHBH8AAAEwDwYDVR0TAQH/BAUwAwEB
    /zAKBggqhkjOPQQDAgNHADBEAiAW8ktwJGrMFzNYl8xynzNTzrWlezuO1+ZZojJi
    x10lDQIgdEkqVpNgNfWI79V2S1eYWjtqHauAPn7s53jDDYn7v9I=
    -----END CERTIFICATE-----

    """
  /// Its own.
  static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg3bdVQjX8zcRdAB9b
    dVNM8dj8AesNdYuTk3dni0CpZV2hRANCAAR9tsLPbPi0MPKsYT0JKBkGjznmKnm6
    +sv0SruvAo/aI4Q9wmWoxDEMrW7dEBeNZpkkQ9kHpVN6xpiIZHrVnOGy
    -----END PRIVATE KEY-----

    """
  /// One that does not belong to it.
  static let otherKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgsQeDiD3vavZRtMQ7
    BbAeXRLVeyQqVZiXGtsHd9l04KuhRANCAAR4dSML3ZwhGpYtdXU4yGDxdcMCP9Mo
    UjLrAt0s6d81WWMtTqArBP2sXYYLHPyi87L53IRKVWKUGBytpGeWls/F
    -----END PRIVATE KEY-----

    """

  /// One request over an encrypted connection to a server that shows this certificate, and its answer.
  ///
  /// - Parameter whenBegun: called once the first of the answer is there.
  static func ask(_ path: String, port: Int, whenBegun: @escaping @Sendable () -> Void = {}) throws -> String {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)))
    let context = try NIOSSLContext(configuration: configuration)
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let answer = loop.makePromise(of: String.self)
    let channel = try ClientBootstrap(group: loop).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandlers([
          NIOSSLClientHandler(context: context, serverHostname: nil), Reader(answer, whenBegun),
        ])
      }
    }.connect(host: "127.0.0.1", port: port).wait()
    let request = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n"
    channel.writeAndFlush(ByteBuffer(string: request), promise: nil)
    return try answer.futureResult.wait()
  }

  /// Reads until the other end closes.
  private final class Reader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let answer: EventLoopPromise<String>
    private let whenBegun: @Sendable () -> Void
    private var text = ""

    init(_ answer: EventLoopPromise<String>, _ whenBegun: @escaping @Sendable () -> Void) {
      self.answer = answer
      self.whenBegun = whenBegun
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      if text.isEmpty { whenBegun() }
      text += String(buffer: unwrapInboundIn(data))
    }

    func channelInactive(context: ChannelHandlerContext) {
      answer.succeed(text)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      // A connection that is closed without saying so has said all it had to.
      if case NIOSSLError.uncleanShutdown = error { return answer.succeed(text) }
      answer.fail(error)
      context.close(promise: nil)
    }
  }
}
