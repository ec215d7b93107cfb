/// What went wrong with a folder or a file in it, and what to do about it.
package struct FolderError: Error, Hashable, Sendable {
  package let code: Code
  /// What went wrong, and the remedy, for the person who can apply it.
  package let message: String
  /// What it is about, fit for display.
  package let path: String
  /// The system's reason, where there was one.
  package let errno: Int32?

  package init(_ code: Code, _ message: String, path: String, errno: Int32? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.errno = errno
  }

  package enum Code: String, Hashable, Sendable, CaseIterable {
    case missing
    case notAFolder = "not-a-folder"
    case permission
    case readOnly = "read-only"
    case full
    case ioError = "io-error"
    case unreachable
    case nameTaken = "name-taken"
    case invalidName = "invalid-name"
    case crossesFileSystem = "crosses-file-system"
    case notRegular = "not-regular"
    case changed
    /// What was compressed cannot be unpacked.
    case damaged
    case tooLarge = "too-large"
    case busy
    case exhausted
    case unsupported
    case locked
    case deposed
    case markerMissing = "marker-missing"
    case markerDiffers = "marker-differs"
    case markerNewer = "marker-newer"
    case unexpected

    /// Whether trying again can never help, as long as nobody changes the file or the configuration.
    package var isPermanent: Bool {
      switch self {
      case .notAFolder, .nameTaken, .invalidName, .crossesFileSystem, .notRegular, .tooLarge, .unsupported, .deposed,
        .markerDiffers, .markerNewer:
        true
      case .missing, .permission, .readOnly, .full, .ioError, .unreachable, .changed, .damaged, .busy, .exhausted,
        .locked,
        .markerMissing, .unexpected:
        false
      }
    }
  }
}

extension FolderError: CustomStringConvertible {
  package var description: String { "\(path): \(message)" }
}
