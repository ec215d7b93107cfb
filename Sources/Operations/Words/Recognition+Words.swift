package import Exchange

extension Recognition {
  package var words: String {
    switch self {
    case .controlNumber: "recognised by its control number"
    case .marker: "recognised by the marker of the reject file"
    case .name: "recognised by its name"
    case .content: "recognised by its content, which is the same"
    case .handedIn: "handed in as a further attempt"
    }
  }
}
