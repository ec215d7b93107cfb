/// A YAML value with its place: all that the reader needs of YAML.
struct ConfigurationNode {
  indirect enum Content {
    /// Nothing after the key, or `~` or `null`.
    case nothing
    /// Any scalar, as written. What it means is for the key to say, so that `no` can be a country and `0123` a number
    /// with its leading zero.
    case scalar(String)
    case list([ConfigurationNode])
    case map([Entry])
  }

  /// One key of a map. Keys are unique within their map.
  struct Entry {
    var key: String
    var place: Place
    var value: ConfigurationNode
  }

  var place: Place
  var content: Content

  var isMap: Bool {
    if case .map = content { true } else { false }
  }

  /// What one or several things are: the items of a list, or the node itself.
  var items: [ConfigurationNode] {
    if case .list(let items) = content { items } else { [self] }
  }

  /// For messages: what this is, in the user's words.
  var kind: String {
    switch content {
    case .nothing: "nothing"
    case .scalar(let text): "\"\(text)\""
    case .list: "a list"
    case .map: "a map"
    }
  }
}
