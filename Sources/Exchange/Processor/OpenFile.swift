import DropFolder
import XMLEngine

/// An open file that a reader's closure can hold.
final class OpenFile {
  private let reader: FileReader

  init(_ reader: consuming FileReader) {
    self.reader = reader
  }

  init(_ name: FileName, in folder: Folder) throws(FolderError) {
    reader = try folder.open(name)
  }

  /// A filed file, in either form.
  ///
  /// - Parameter limit: the most bytes that it may hold.
  init(filed name: FileName, in folder: Folder, limit: Int64?) throws(FolderError) {
    reader = try folder.open(filed: name, limit: limit)
  }

  /// The file as a source for ``RecordReader``.
  var source: RecordReader.Source {
    { buffer throws(XMLEngineError) in
      do throws(FolderError) {
        return try self.reader.read(into: buffer)
      } catch {
        throw XMLEngineError(.input, error.message, subject: error.path)
      }
    }
  }
}
