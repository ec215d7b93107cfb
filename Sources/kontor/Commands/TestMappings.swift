import ArgumentParser
import DropFolder
import Exchange
import Glibc
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
        NAME.expected.txt            instead: the mapping refuses the sample, and this is the sentence, or a part of it

        kontor test-mappings formats/shop
        kontor test-mappings formats               all packs in a folder
        kontor test-mappings formats/shop --record

      With --record, what comes out is written down as expected where nothing is, or where it differs: look at what changed \
      before you commit it. A mapping that asks for the time is told 2026-01-01T00:00:00Z, unless SOURCE_DATE_EPOCH says \
      another one.

      Exits with 1 if something differs or is missing.
      """)

  @Argument(help: "Folders of packs, or folders that hold some. Without any: formats beside the configuration.",
    completion: .directory)
  var folders: [String] = []

  @Flag(help: "Write down what comes out as what is expected.")
  var record = false

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    // EXSLT's dates go by it, as do compilers and packagers.
    setenv("SOURCE_DATE_EPOCH", "1767225600", 0)
    let places = PackPlaces(session)
    let packs = try places.packs(in: folders)
    let home = try places.canonicalHome()
    var reports: [SampleReport] = []
    for (place, pack) in packs {
      let bench = try FormatBench(pack.format, canonicalIn: home)
      let samples = MappingSample.all(of: pack)
      if samples.isEmpty, !shared.json { session.out.line("\(place): no samples") }
      var failures = 0
      for sample in samples {
        var report = SampleReport(sample, place: place, outcome: try sample.run(bench))
        if record { try report.record() }
        if !report.isGood { failures += 1 }
        if !shared.json { SampleText(report: report, output: session.out).print() }
        reports.append(report)
      }
      guard !samples.isEmpty, !shared.json else { continue }
      let verdict = failures == 0 ? "all as expected" : "\(failures) not as expected"
      session.out.line("\(place): \(Phrase.count(samples.count, "sample")), \(verdict)")
    }
    if shared.json { try session.out.json(["samples": reports]) }
    return reports.allSatisfy(\.isGood) ? .done : .attention
  }
}
