internal import CLinux
internal import Glibc

/// A small file that says what is being read, by its id, and whether the program itself failed over it.
///
/// It outlives the process, so the next one knows what the last one had in hand when it ended. It need not survive a
/// power cut, which is nobody's fault.
package final class InHand {
  private let descriptor: Int32
  /// What an earlier process had in hand when it ended.
  package let left: (id: String, byFault: Bool)?

  /// Opens or creates the file, and has the signals of a failing program noted in it.
  package init(path: String) throws(FolderError) {
    var text = [CChar](repeating: 0, count: Int(KONTOR_IN_HAND_LENGTH) + 1)
    let result = kontor_in_hand_open(path, &text)
    if result < 0 {
      throw FolderError(
        .ioError, "The note of what is in hand cannot be written: \(String(cString: strerror(-result))).", path: path,
        errno: -result)
    }
    descriptor = result
    let note = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let id = note.dropFirst().filter { $0 != " " }
    left = id.isEmpty ? nil : (String(id), note.hasPrefix("F"))
  }

  deinit {
    kontor_in_hand_close(descriptor)
  }

  /// Notes what is read from now on; nil when nothing is.
  package func put(_ id: String?) {
    kontor_in_hand_put(descriptor, id ?? "")
  }
}
