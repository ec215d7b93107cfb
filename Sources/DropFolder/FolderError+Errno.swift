import Glibc

extension FolderError {
  /// The one place where an errno gets its meaning, call by call.
  package init(_ failure: CallError, path: String) {
    let code = Code(failure)
    let reason = String(cString: strerror(failure.errno))
    self.init(
      code, "Cannot \(failure.call.rawValue) (\(reason)). \(code.remedy)", path: path, errno: failure.errno)
  }
}

extension FolderError.Code {
  fileprivate init(_ failure: CallError) {
    self =
      switch failure.errno {
      case ENOENT: .missing
      case ENOTDIR: failure.call == .openFolder || failure.call == .watch ? .notAFolder : .missing
      case EISDIR: .notRegular
      case EACCES, EPERM: .permission
      case EROFS: .readOnly
      case ENOSPC: failure.call == .watch ? .exhausted : .full
      case EDQUOT: .full
      case EIO, EUCLEAN, EREMOTEIO: .ioError
      case ESTALE, ETIMEDOUT, EHOSTDOWN, EHOSTUNREACH, ENOTCONN, ECONNRESET, ECONNABORTED, ENODEV, ENXIO, ESHUTDOWN:
        // A socket, or a pipe without a reader, answers ENXIO when it is opened as a file.
        failure.call == .openFile && failure.errno == ENXIO ? .notRegular : .unreachable
      case EEXIST, ENOTEMPTY: .nameTaken
      case ENAMETOOLONG, EILSEQ: .invalidName
      case EINVAL:
        switch failure.call {
        case .createFile, .makeFolder, .openFile: .invalidName
        default: .unsupported
        }
      case EXDEV: .crossesFileSystem
      case ELOOP: failure.call == .openFolder ? .notAFolder : .notRegular
      case EFBIG, EOVERFLOW: .tooLarge
      case EAGAIN: failure.call == .lock ? .locked : .busy
      case EBUSY, ETXTBSY: .busy
      case EMFILE, ENFILE, ENOMEM: .exhausted
      case ENOSYS, EOPNOTSUPP: .unsupported
      default: .unexpected
      }
  }

  /// What to do about it, as the last sentence of a message says.
  var remedy: String {
    switch self {
    case .missing: "Create it, mount it, or correct the path in the configuration."
    case .notAFolder: "Name a folder, not a file or a link."
    case .permission: "Give the service's user the right to read, write and rename there."
    case .readOnly: "Mount the file system for writing; a file system that failed turns read-only by itself."
    case .full: "Free space or raise the quota; work goes on by itself then."
    case .ioError: "Look at the disk and the kernel log; what was being written is thrown away and written anew."
    case .unreachable: "Look at the file server and the mount; work goes on by itself when it answers."
    case .nameTaken: "Move the file of that name away; nothing is ever replaced."
    case .invalidName: "Give it a name that its file system takes."
    case .crossesFileSystem: "Keep the whole folder on one file system, without mount points inside."
    case .notRegular: "Put a regular file there, not a link, a folder or a device."
    case .changed: "Wait until its writer has finished."
    case .damaged: "Restore it from a backup."
    case .tooLarge: "Split it, or keep it on a file system for large files."
    case .busy: "Wait until the other program lets go of it."
    case .exhausted: "Raise the limit of open files, of watches (fs.inotify.max_user_watches) or of memory."
    case .unsupported: "Use a file system that can do this; kontor doctor tells which cannot."
    case .locked: "Stop the other process that uses it, or wait for it."
    case .deposed: "Start this node again, so that it gets a new epoch."
    case .markerMissing: "Mount the folder; if it is new, let kontor init mark it."
    case .markerDiffers, .markerNewer: "Mount the folder that the ledger knows."
    case .unexpected: "Look at the kernel log and the documentation of the file system."
    }
  }
}
