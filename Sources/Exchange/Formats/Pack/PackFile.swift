/// The `format.yaml` of a format pack, as the configuration reader found it.
struct PackFile {
  /// The name of the file in every pack.
  static let fileName = "format.yaml"

  /// The pack's folder, as the configuration writes it, without a slash at the end.
  let written: String
  /// The pack's folder, absolute.
  let folder: String
  /// Its keys; nil where it could not be read, which was noted.
  var section: Section<FormatKey>?

  /// What ledger and acknowledgements call a file that the pack names.
  func name(of path: String) -> String {
    path.hasPrefix("/") || written.isEmpty ? path : written + "/" + path
  }
}
