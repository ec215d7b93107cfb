import Testing

@testable import Exchange

@Suite("Any text as configuration")
struct ConfigurationRobustnessTests {
  /// SplitMix64: the same texts on every run.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  private static let pieces = [
    "inbox: x\n", "    inbox: y\n", "? ", ": ", "- ", "&a ", "*a", "<<: ", "!!binary ", "{", "}", "[", "]", "\"", "'",
    "|\n",
    "\t", "\r\n", "\n", "---\n", "...\n", "%YAML 9.9\n", "#", "${", "$${", "file:", "ä", "\u{F0000}", "\u{2028}",
    "\u{85}",
    "\u{FEFF}", "~", "null", "no", "\"\": a\n", "'': b\n", "{systems: 1, systems: 2}", "[a, b]: c\n", "@", "`",
  ]

  @Test(
    "however a text is mangled, reading ends, and every place lies in the text", arguments: 1...8 as ClosedRange<UInt64>
  )
  func mangled(seed: UInt64) {
    var random = Seeded(state: seed)
    for _ in 0..<250 {
      var scalars = Array(ConfigurationSample.text.unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let start = Int.random(in: 0...scalars.count, using: &random)
        let end = min(scalars.count, start + Int.random(in: 0...12, using: &random))
        let piece = Self.pieces.randomElement(using: &random) ?? ""
        scalars.replaceSubrange(start..<end, with: Array(piece.unicodeScalars))
      }
      let text = String(String.UnicodeScalarView(scalars))
      // A Character keeps CR and LF together, as YAML does.
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(\.unicodeScalars)
      do throws(ConfigurationError) {
        _ = try ConfigurationSample.read(text)
      } catch {
        #expect(!error.problems.isEmpty)
        for problem in error.problems {
          let place = problem.place ?? Place(line: 0, column: 0)
          #expect((1...lines.count + 1).contains(place.line), "\(problem) in:\n\(text)")
          let width = place.line <= lines.count && place.line > 0 ? lines[place.line - 1].count : 0
          #expect((1...width + 1).contains(place.column), "\(problem) in:\n\(text)")
        }
      }
    }
  }

  @Test("lists nested too deeply are refused", arguments: [100, 1_000, 100_000])
  func depth(levels: Int) {
    let text = "node: " + String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    #expect(!ConfigurationSample.mistakes(in: text).isEmpty)
  }
}
