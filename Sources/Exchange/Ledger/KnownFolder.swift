package import DropFolder

/// A managed folder as the ledger knows it.
package struct KnownFolder: Hashable, Sendable {
  /// As the configuration names it, absolute.
  package var path: String
  /// The marker that was last written there for certain; what lies there may be of a later generation.
  package var marker: FolderMarker

  package init(path: String, marker: FolderMarker) {
    self.path = path
    self.marker = marker
  }
}
