package import DropFolder
package import Exchange
import Foundation
import Glibc

/// What the process that carries files leaves beside the ledger, so that others can tell how it is without asking it.
package struct Heartbeat: Codable, Equatable, Sendable {
  package enum Kind: String, Codable {
    /// `kontor run`, which leaves one after every scan, and now and then while it works on a long file.
    case service
    /// `kontor scan`, which leaves one at its end.
    case scan
  }

  package struct Away: Codable, Equatable, Sendable {
    package var path: String
    /// What is wrong, with the remedy.
    package var reason: String

    package init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  package var kind: Kind
  /// The process, by the number that it has or had.
  package var process: Int32
  package var version = KontorVersion.text
  /// As the command line named it.
  package var configuration: String
  package var environment: String
  package var started: Moment
  /// When it last showed that it moves.
  package var moved: Moment
  /// When the last scan ended that was not broken off.
  package var lastScan: Moment?
  /// When it ended; nil while it runs.
  package var ended: Moment?
  /// Folders that it could not use in its last scan.
  package var away: [Away] = []
  /// Why the configuration on disk is not the one in force; nil where it is.
  package var refused: [String]?
  /// Why its last scan was broken off; nil where it was not.
  package var trouble: String?

  package static let name: FileName = "heartbeat.json"

  package init(_ kind: Kind, configuration: Configuration, at moment: Timestamp) {
    self.kind = kind
    process = getpid()
    self.configuration = configuration.file
    environment = configuration.environment.rawValue
    started = Moment(moment)
    moved = Moment(moment)
  }

  /// Why it is not ready, in sentences; none where it is.
  package var reasons: [String] {
    away.map { "\($0.path): \($0.reason)" }
      + (refused.map { ["The configuration on disk is wrong: \($0.joined(separator: "; "))"] } ?? [])
      + (trouble.map { [$0] } ?? [])
  }

  // MARK: - On disk

  /// Leaves it in the folder of a ledger. Not durable: after a power cut it would be old news.
  package func leave(in folder: String) throws(FolderError) {
    let bytes: [UInt8]
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      bytes = Array(Printable.json(String(decoding: try encoder.encode(self), as: UTF8.self)).utf8) + [0x0A]
    } catch {
      throw FolderError(.unexpected, "The heartbeat cannot be written down: \(error)", path: folder)
    }
    try Folder(path: folder).post(bytes, as: Self.name, permissions: 0o640)
  }

  /// The one that was left last; nil where there is none, or it is none of this version's.
  ///
  /// - Throws: where there may be one that this user cannot read: nobody should take that for silence.
  package static func left(in folder: String) throws(Failure) -> Heartbeat? {
    let path = folder + "/" + name.display
    guard let data = FileManager.default.contents(atPath: path) else {
      guard access(path, R_OK) != 0, errno != ENOENT, errno != ENOTDIR else { return nil }
      throw Failure(
        .ioError,
        "\(path) cannot be read: \(String(cString: strerror(errno))). Ask as the user of the service, or one of its group."
      )
    }
    return try? JSONDecoder().decode(Heartbeat.self, from: data)
  }
}
