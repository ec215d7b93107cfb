import Yams

/// Turns the text of a configuration file into nodes, and says where it is not YAML.
///
/// Yams gives up at the first map that repeats a key, and knows the place of the first of the two only. So that one
/// repeated key does not hide all other problems, the first occurrence is masked, its length unchanged, and the text
/// composed again until nothing is repeated; the true names are put back afterwards.
struct ConfigurationText {
  /// A problem without a file: the reader knows that.
  struct Mistake: Equatable {
    var place: Place
    var message: String
    var remedy: String?
  }

  /// Nil when the text is not YAML, or empty.
  private(set) var root: ConfigurationNode?
  private(set) var mistakes: [Mistake] = []

  /// The file that places name; nil for the configuration file itself.
  private let file: String?
  private var masked: [Place: String] = [:]
  private var nodes = 0

  /// More than any configuration has. Aliases of aliases can stand for more nodes than memory holds.
  private static let mostNodes = 100_000

  init(bytes: [UInt8], file: String? = nil) {
    self.file = file
    guard var scalars = decode(bytes), let composed = compose(&scalars) else { return }
    let converted = convert(composed)
    if case .nothing = converted.content { return }
    root = converted
    if nodes > Self.mostNodes {
      root = nil
      mistakes = [Mistake(place: start, message: "more than \(Self.mostNodes) values", remedy: "use fewer aliases")]
    }
  }

  /// Decodes UTF-8, up to the first byte or character that YAML does not allow. A byte order mark is no content.
  private mutating func decode(_ bytes: [UInt8]) -> [Unicode.Scalar]? {
    var scalars: [Unicode.Scalar] = []
    var input = bytes.makeIterator()
    var decoder = UTF8()
    while true {
      switch decoder.decode(&input) {
      case .emptyInput:
        return scalars
      case .error:
        mistakes.append(
          Mistake(
            place: end(of: scalars), message: "not UTF-8 text", remedy: "save the file in the encoding UTF-8"))
        return nil
      case .scalarValue("\u{FEFF}") where scalars.isEmpty:
        continue
      case .scalarValue(let scalar):
        guard Self.isAllowed(scalar) else {
          let hexadecimal = String(scalar.value, radix: 16, uppercase: true)
          let code = String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal
          mistakes.append(
            Mistake(
              place: end(of: scalars), message: "the character U+\(code) is not allowed", remedy: "remove it"))
          return nil
        }
        scalars.append(scalar)
      }
    }
  }

  /// YAML 1.1, section 5.1, `c-printable`.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }

  private mutating func compose(_ scalars: inout [Unicode.Scalar]) -> Node? {
    while true {
      do {
        return try Yams.compose(yaml: String(String.UnicodeScalarView(scalars)))
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let place = position(context.mark)
        guard let name = names.first, mask(name, at: place, in: &scalars) else {
          mistakes.append(Mistake(place: place, message: "duplicate key", remedy: "remove one of the two"))
          return nil
        }
      } catch YamlError.scanner(let context, let problem, let mark, _),
        YamlError.parser(let context, let problem, let mark, _),
        YamlError.composer(let context, let problem, let mark, _)
      {
        let around = context.map { "\($0.text) that begins in line \($0.mark.line), " } ?? ""
        let remedy =
          problem.contains("cannot start any token") ? "indent with spaces, and quote special characters" : nil
        mistakes.append(Mistake(place: position(mark), message: "not valid YAML: \(around)\(problem)", remedy: remedy))
        return nil
      } catch {
        mistakes.append(Mistake(place: start, message: "not valid YAML: \(error)"))
        return nil
      }
    }
  }

  /// Replaces the first character of a key by one that no other key begins with.
  private mutating func mask(_ name: String, at place: Place, in scalars: inout [Unicode.Scalar]) -> Bool {
    guard var index = Self.index(of: place, in: scalars), masked[place] == nil,
      let stranger = Unicode.Scalar(UInt32(0xF_0000 + masked.count))
    else { return false }
    if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    guard !name.isEmpty, scalars[index...].starts(with: name.unicodeScalars) else { return false }
    scalars[index] = stranger
    masked[place] = name
    return true
  }

  private static func index(of place: Place, in scalars: [Unicode.Scalar]) -> Int? {
    let starts = lineStarts(scalars)
    guard starts.indices.contains(place.line - 1) else { return nil }
    let index = starts[place.line - 1] + place.column - 1
    return scalars.indices.contains(index) ? index : nil
  }

  private func end(of scalars: [Unicode.Scalar]) -> Place {
    let starts = Self.lineStarts(scalars)
    return Place(line: starts.count, column: scalars.count - starts[starts.count - 1] + 1, file: file)
  }

  /// Where each line begins, by YAML's idea of a line break (YAML 1.1, section 5.4).
  private static func lineStarts(_ scalars: [Unicode.Scalar]) -> [Int] {
    var starts = [0]
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\r" where index + 1 < scalars.count && scalars[index + 1] == "\n": continue
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": starts.append(index + 1)
      default: continue
      }
    }
    return starts
  }

  private mutating func convert(_ node: Node) -> ConfigurationNode {
    let place = node.mark.map { position($0) } ?? start
    nodes += 1
    guard nodes <= Self.mostNodes else { return ConfigurationNode(place: place, content: .nothing) }
    switch node {
    case .scalar(let scalar):
      let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
      return ConfigurationNode(place: place, content: isNothing ? .nothing : .scalar(scalar.string))
    case .sequence(let sequence):
      var items: [ConfigurationNode] = []
      for item in sequence { items.append(convert(item)) }
      return ConfigurationNode(place: place, content: .list(items))
    case .mapping(let mapping):
      return ConfigurationNode(place: place, content: .map(entries(of: mapping)))
    case .alias:
      // Yams has replaced every alias by what it stands for.
      return ConfigurationNode(place: place, content: .nothing)
    }
  }

  private mutating func entries(of mapping: Node.Mapping) -> [ConfigurationNode.Entry] {
    var entries: [ConfigurationNode.Entry] = []
    for (key, value) in mapping {
      let place = key.mark.map { position($0) } ?? start
      guard case .scalar(let scalar) = key else {
        mistakes.append(Mistake(place: place, message: "expected a name as key, found a list or map"))
        continue
      }
      let name = masked[place] ?? scalar.string
      if let first = entries.first(where: { $0.key == name }) {
        mistakes.append(
          Mistake(
            place: place, message: "duplicate key \"\(name)\"",
            remedy: "it stands in line \(first.place.line) already; remove one of the two"))
      } else {
        entries.append(ConfigurationNode.Entry(key: name, place: place, value: convert(value)))
      }
    }
    return entries
  }

  private var start: Place { Place(line: 1, column: 1, file: file) }

  private func position(_ mark: Mark) -> Place { Place(line: mark.line, column: mark.column, file: file) }
}
