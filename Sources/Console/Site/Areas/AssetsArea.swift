/// Style, script and picture. The log-in needs them too, so anybody may have them.
package struct AssetsArea: Sendable {
  package init() {}

  package var routes: [Route] {
    [
      Route(.get, "/assets/{name}", for: nil) { visit in
        guard let asset = Asset.all.first(where: { $0.name == visit.parameters["name"] }) else {
          return WebAnswer(404, type: "text/plain; charset=utf-8", "There is no such file.\n")
        }
        return WebAnswer(
          type: asset.type, asset.bytes, headers: [("cache-control", "public, max-age=31536000, immutable")])
      }
    ]
  }
}
