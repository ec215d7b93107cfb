import Operations
import Testing

@testable import kontor

@Suite("Metrics as Prometheus reads them")
struct MetricTextTests {
  private let files = MetricFamily(.counter, "kontor_files_total", "Files, by sender\nand \\ verdict.")
  private let wait = MetricFamily(.histogram([0.1, 1]), "kontor_wait_seconds", "Waits.")
  private let held = MetricFamily(.gauge, "kontor_held", "Held.")

  private func text(_ fill: (inout MetricRegistry) -> Void) -> String {
    var registry = MetricRegistry()
    fill(&registry)
    return MetricText(registry: registry).text()
  }

  @Test("each family has its help, its type and its samples in order, with everything escaped that must be")
  func counters() {
    let text = text {
      $0.count(files, ["verdict": "rejected", "system": "erp"], by: 2)
      $0.count(files, ["verdict": "accepted", "system": "a\"b\\c\nd"])
      $0.count(files, ["verdict": "rejected", "system": "erp"])
    }
    #expect(
      text == #"""
        # HELP kontor_files_total Files, by sender\nand \\ verdict.
        # TYPE kontor_files_total counter
        kontor_files_total{system="a\"b\\c\nd",verdict="accepted"} 1
        kontor_files_total{system="erp",verdict="rejected"} 3

        """#)
  }

  @Test("a histogram counts up to each bound and beyond, bounds included")
  func histogram() {
    let text = text {
      for value in [0.05, 0.1, 0.5, 30] { $0.observe(wait, value, ["path": "/a"]) }
    }
    #expect(
      text == """
        # HELP kontor_wait_seconds Waits.
        # TYPE kontor_wait_seconds histogram
        kontor_wait_seconds_bucket{path="/a",le="0.1"} 2
        kontor_wait_seconds_bucket{path="/a",le="1"} 3
        kontor_wait_seconds_bucket{path="/a",le="+Inf"} 4
        kontor_wait_seconds_sum{path="/a"} 30.65
        kontor_wait_seconds_count{path="/a"} 4

        """)
  }

  @Test("what was declared is told before anything happened, also a histogram")
  func declared() {
    let text = text {
      $0.declare(held)
      $0.declare(wait)
      $0.declare(files, labels: [])
    }
    #expect(text.contains("\nkontor_held 0\n"))
    #expect(
      text.contains(
        "\nkontor_wait_seconds_bucket{le=\"+Inf\"} 0\nkontor_wait_seconds_sum 0\nkontor_wait_seconds_count 0\n"))
    #expect(text.hasSuffix("# TYPE kontor_files_total counter\n"))
  }

  @Test("a gauge can be set anew as a whole, so that what is gone is not told any more")
  func replaced() {
    let text = text {
      $0.replace(held, by: [["path": "/old"]: 1])
      $0.replace(held, by: [["path": "/new"]: 0])
    }
    #expect(text.hasSuffix("kontor_held{path=\"/new\"} 0\n"))
    #expect(!text.contains("/old"))
  }

  @Test(
    "numbers are written as Go reads them",
    arguments: [
      (0, "0"), (1, "1"), (0.25, "0.25"), (1_795_912_669.132, "1795912669.132"), (40_991_580_160, "40991580160"),
      (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (1e300, "1e+300"), (0.00001, "1e-05"),
    ])
  func numbers(value: Double, written: String) {
    #expect(MetricText.number(value) == written)
  }

  @Test("names follow Prometheus's rules: a counter ends with _total, units are base units, no name comes twice")
  func names() {
    let names = MetricFamily.all.map(\.name)
    #expect(Set(names).count == names.count)
    for family in MetricFamily.all {
      #expect(family.name.wholeMatch(of: /(kontor|process)_[a-z_]+/) != nil)
      #expect((family.kind == .counter) == family.name.hasSuffix("_total"), "\(family.name)")
      #expect(!family.name.contains("_ms") && !family.name.contains("_mb") && !family.name.contains("milliseconds"))
      #expect(family.help.hasSuffix("."))
    }
  }
}
