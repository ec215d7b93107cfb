import DropFolder

extension TroubleSearch {
  func folders(_ sight: Sight) -> [Trouble] {
    var troubles: [IncidentKey: Trouble] = [:]
    for (path, fault) in sight.faults {
      guard let cause = Self.cause(of: fault.code) else { continue }
      let trouble = Trouble(cause, path, since: sight.now, Printable.line(fault.message))
      // The first one says why the folder is closed; others may only follow from that.
      if troubles[trouble.key] == nil { troubles[trouble.key] = trouble }
    }
    return troubles.values.sorted { $0.key < $1.key }
  }

  /// Nil for what is no fault of a folder.
  static func cause(of code: FolderError.Code) -> IncidentCause? {
    switch code {
    case .missing, .notAFolder, .ioError, .unreachable, .unexpected, .unsupported, .exhausted: .folderAway
    case .markerMissing, .markerDiffers, .markerNewer: .folderWrong
    case .permission, .readOnly: .folderReadOnly
    case .full: .folderFull
    case .nameTaken, .invalidName, .crossesFileSystem, .notRegular, .changed, .damaged, .tooLarge, .busy, .locked,
      .deposed:
      nil
    }
  }
}
