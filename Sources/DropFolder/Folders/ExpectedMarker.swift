/// The marker that a managed folder has to bear, as the ledger knows it.
package struct ExpectedMarker: Hashable, Sendable {
  package let id: String
  /// From the one that was last written there for certain to the ledger's own: a crash may come between the two.
  package let generations: ClosedRange<Int64>

  package init(id: String, generations: ClosedRange<Int64>) {
    self.id = id
    self.generations = generations
  }

  /// Throws unless the folder bears it: `markerMissing`, `markerDiffers`, or `markerNewer` where the folder has seen a
  /// younger ledger than this one.
  package func check(_ folder: Folder) throws(FolderError) {
    let found = try FolderMarker(of: folder)
    if found.id != id {
      throw FolderError(
        .markerDiffers, "It is marked \(found.id), and the ledger knows it as \(id). Mount the right folder.",
        path: folder.path)
    }
    if found.generation > generations.upperBound {
      throw FolderError(
        .markerNewer,
        "It is of generation \(found.generation) and the ledger only of \(generations.upperBound): the ledger is older "
          + "than its folders.", path: folder.path)
    }
    if found.generation < generations.lowerBound {
      throw FolderError(
        .markerDiffers,
        "It is of generation \(found.generation), and the ledger has seen it at \(generations.lowerBound): it was "
          + "restored from a backup. Put the folder of today back; or run kontor init --mark-replaced with its path.",
        path: folder.path)
    }
  }
}
