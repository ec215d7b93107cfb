extension ConfigurationCheck {
  /// Whether the terms fit together: what was said of a file is kept as long as the file itself.
  mutating func checkRetention() {
    let retention = configuration.retention
    guard let metadata = retention.metadata else { return }
    for (name, term) in [("payload", retention.payload), ("rejected", retention.rejected)] {
      guard let term else {
        note(
          metadata.place, "metadata would be forgotten, and \(name) is kept for good",
          "give a term for \(name) that is no longer, or none for metadata")
        continue
      }
      if term.days > metadata.days {
        note(
          metadata.place, "metadata would be forgotten after \(metadata.written), before \(name) after \(term.written)",
          "keep metadata as long as \(name), or longer")
      }
    }
  }
}
