import XMLEngine

extension ConfigurationCheck {
  /// Whether every masked name is one that a file can have. A slip would show what it should hide.
  mutating func checkMask() {
    guard !configuration.masked.isEmpty else { return }
    let canonical = configuration.formats.first(where: \.isCanonical)?.schema.absolute
    let paths = Set(
      configuration.formats.map(\.schema.absolute) + [canonical ?? configuration.folder + "/xsd/exchange.xsd"])
    var names: Set<String> = []
    for path in paths.sorted() {
      do throws(XMLEngineError) {
        names.formUnion(try Schema(path: path).declaredNames)
      } catch {
        // What is wrong with a schema is told where it is compiled to be used. Until then nobody knows its names.
        return
      }
    }
    for (name, place) in configuration.maskedPlaces.sorted(by: { $0.value < $1.value }) where !names.contains(name) {
      note(
        place, "no schema declares an element or attribute \"\(name)\", so nothing would be masked",
        "write the local name as it stands in the schema", suggestion: NearestName.of(name, among: names.sorted()))
    }
  }
}
