extension Configuration {
  /// The systems that flows connect with one, in either direction and over others; itself among them.
  func partners(of system: String) -> Set<String> {
    var partners: Set = [system]
    while true {
      let next = partners.union(
        flows.filter { partners.contains($0.from.value) || partners.contains($0.to.value) }
          .flatMap { [$0.from.value, $0.to.value] })
      if next == partners { return partners }
      partners = next
    }
  }
}
