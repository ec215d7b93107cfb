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
