extension ConfigurationCheck {
  /// Whether the terms fit together: what was said of a file is kept as long as the file itself.
  mutating func checkRetention() {
    let retention = configuration.retention
    if let compress = retention.compress, let payload = retention.payload, compress.days >= payload.days {
      warn(
        compress.place,
        "files would be deleted after \(payload.written), before they are compressed after "
          + compress.written, "compress them earlier, or take compress out")
    }
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
