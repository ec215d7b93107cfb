import ArgumentParser
import DropFolder
import Exchange
import Glibc
import Operations
import XMLEngine

struct TestMappings: Action {
  static let configuration = CommandConfiguration(
    commandName: "test-mappings",
    abstract: "Hold the mappings of format packs to their samples.",
    discussion: """
      Maps every sample of a pack and compares what comes out with what is expected, in what both say: white space between \
      elements, quotes and comments make no difference. Everything is validated on the way.

        samples/read/NAME.xml        a file of the system, NAME.expected.xml the canonical record, or Records, that it becomes
        samples/write/NAME.xml       a canonical record, NAME.expected.xml the document that it becomes
        NAME.expected.txt            instead: the mapping refuses the sample, and this is the sentence, or a part of it;
                                     beside it: what the mapping says and goes on

        kontor test-mappings formats/shop
        kontor test-mappings formats               all packs in a folder
        kontor test-mappings formats/shop --record

      With --record, what comes out is written down as expected where nothing is, with --rewrite where it differs, too: look \
      at what changed before you commit it. A mapping that asks for the time is told 2026-01-01T00:00:00Z, unless SOURCE_DATE_EPOCH says \
      another one.

      Exits with 1 if something differs or is missing, or if a pack cannot be used.
      """)

  @Argument(
    help: "Folders of packs, or folders that hold some. Without any: formats beside the configuration.",
    completion: .directory)
  var folders: [String] = []

  @Flag(help: "Write down what comes out as what is expected, where nothing is.")
  var record = false

  @Flag(help: "The same also where something else is expected.")
  var rewrite = false

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    // EXSLT's dates go by it, as do compilers and packagers.
    setenv("SOURCE_DATE_EPOCH", "1767225600", 0)
    let places = PackPlaces(session)
    let packs = try places.packs(in: folders)
    let home = try places.canonicalHome()
    var reports: [SampleReport] = []
    var unusable: [UnusablePack] = []
    for (place, pack) in packs {
      do {
        reports += try test(pack.get(), at: place, canonicalIn: home, session)
      } catch let error as ConfigurationError {
        unusable.append(UnusablePack(pack: place, lines: error.problems.map(\.description)))
      } catch let error as FormatError {
        unusable.append(UnusablePack(pack: place, lines: [error.description]))
      }
    }
    if shared.json {
      try session.out.json(Report(samples: reports, unusable: unusable))
    } else {
      for pack in unusable { pack.print(to: session.out) }
    }
    return unusable.isEmpty && reports.allSatisfy(\.isGood) ? .done : .attention
  }

  private struct Report: Encodable {
    let samples: [SampleReport]
    /// Packs that cannot be tested at all.
    let unusable: [UnusablePack]
  }

  private func test(
    _ pack: FormatPack, at place: String, canonicalIn home: String, _ session: Session
  ) throws -> [SampleReport] {
    let bench = try FormatBench(pack.format, canonicalIn: home)
    let reports = try MappingSample.all(of: pack).map { sample in
      var report = SampleReport(sample, place: place, outcome: try sample.run(bench))
      if record || rewrite { try report.record(rewriting: rewrite) }
      if !shared.json { SampleText(report: report, output: session.out).print() }
      return report
    }
    guard !shared.json else { return reports }
    let failures = reports.count { !$0.isGood }
    let verdict = failures == 0 ? "all as expected" : "\(failures) not as expected"
    session.out.line(
      "\(place): " + (reports.isEmpty ? "no samples" : "\(Phrase.count(reports.count, "sample")), \(verdict)"))
    return reports
  }
}

/// A pack that cannot be tested.
private struct UnusablePack: Encodable {
  let pack: String
  let lines: [String]

  func print(to output: Output) {
    output.line("\(pack): cannot be used")
    for line in lines { output.line("  " + Printable.line(line)) }
  }
}
