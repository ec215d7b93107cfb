import Exchange
import Operations

/// Health in lines for a person.
struct HealthText {
  let health: Health
  let environment: SiteEnvironment
  let output: Output

  func print() {
    Self.banner(environment, to: output)
    let style: Style =
      switch health.verdict {
      case .well: .good
      case .notReady: .warning
      case .stuck, .down: .bad
      }
    output.line("\(output.styled(health.verdict.rawValue, style)): \(health.summary)")
    for reason in health.reasons { output.line("  \(Printable.line(reason))") }
  }

  /// Nobody should take a test for the real thing, nor send its results on.
  static func banner(_ environment: SiteEnvironment, to output: Output) {
    guard environment == .test else { return }
    output.line(output.styled("TEST: this installation is not the real one (environment: test)", .warning))
  }
}
