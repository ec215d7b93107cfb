/// The name of an element in its namespace, which is empty where it is in none.
struct ElementName: Hashable, Sendable {
  let namespace: String
  let local: String
}
