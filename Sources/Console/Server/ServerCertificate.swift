package import Exchange
import Foundation
import Glibc
import HummingbirdCore
import HummingbirdTLS
import NIOSSL

/// The certificate by which the console shows who it is, with its private key: read and tried once. One that was renewed
/// is read when the server is made anew.
package struct ServerCertificate: Sendable {
  let configuration: TLSConfiguration

  /// - Throws: ``ListeningError`` where a file is missing, cannot be read or is none of PEM, where everybody may read the
  ///   key, and where the two do not belong together.
  package init(_ encryption: ConsoleRule.Encryption) throws(ListeningError) {
    let certificatePath = encryption.certificate.absolute
    let keyPath = encryption.key.absolute
    let chain = try Self.certificates(in: try Self.bytes(of: certificatePath, "certificate"), certificatePath)
    try Self.requirePrivate(keyPath)
    let key = try Self.key(in: try Self.bytes(of: keyPath, "key"), keyPath)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    // Older ones are not to be used any more (RFC 8996).
    configuration.minimumTLSVersion = .tlsv12
    do {
      _ = try NIOSSLContext(configuration: configuration)
    } catch {
      throw ListeningError(
        message:
          "The console's key in \(keyPath) does not belong to the certificate in \(certificatePath). Name the two "
          + "that were made together; the server's own certificate comes first in its file.")
    }
    self.configuration = configuration
  }

  /// The same over an encrypted connection.
  func encrypting(_ protocols: HTTPServerBuilder) throws(ListeningError) -> HTTPServerBuilder {
    do {
      return try .tls(protocols, tlsConfiguration: configuration)
    } catch {
      throw ListeningError(message: "Connections cannot be encrypted: \(error).")
    }
  }

  private static func bytes(of path: String, _ what: String) throws(ListeningError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      let reason = access(path, R_OK) == 0 ? "is no file" : "cannot be read: \(String(cString: strerror(errno)))"
      throw ListeningError(
        message:
          "The console's \(what) \(path) \(reason). Correct console: tls: in the configuration, or let the user of "
          + "the service read the file.")
    }
    return Array(data)
  }

  private static func certificates(in bytes: [UInt8], _ path: String) throws(ListeningError) -> [NIOSSLCertificate] {
    let chain = (try? NIOSSLCertificate.fromPEMBytes(bytes)) ?? []
    guard !chain.isEmpty else {
      throw ListeningError(
        message:
          "\(path) holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----. Name another file "
          + "in console: tls: certificate, or convert it with openssl x509.")
    }
    return chain
  }

  private static func key(in bytes: [UInt8], _ path: String) throws(ListeningError) -> NIOSSLPrivateKey {
    guard let key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem) else {
      throw ListeningError(
        message: "\(path) holds no private key in PEM that can be read without a password. Name another file in "
          + "console: tls: key, or convert it with openssl pkey.")
    }
    return key
  }

  /// Who has the key can be taken for this server.
  private static func requirePrivate(_ path: String) throws(ListeningError) {
    let facts = try? FileManager.default.attributesOfItem(atPath: path)
    guard let rights = facts?[.posixPermissions] as? Int, rights & 0o007 != 0 else { return }
    throw ListeningError(
      message:
        "Everybody on this machine may read the console's key \(path). Take that away with chmod o= \(path), and "
        + "think about a new key.")
  }
}
