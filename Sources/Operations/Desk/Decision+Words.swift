package import Exchange

extension Decision.Subject {
  /// As people name it.
  package var words: String {
    switch self {
    case .entity(let entity, let key): "\(entity.rawValue) \(key)"
    case .hold(let id): "held record \(id)"
    case .interchange(let id): "interchange \(id)"
    case .document(let id): "document \(id)"
    case .incident(let id): "incident \(id)"
    case .flow(let name): "flow \(name)"
    }
  }
}
