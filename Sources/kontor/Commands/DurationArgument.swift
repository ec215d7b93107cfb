import ArgumentParser
import Exchange
import Operations

/// A duration as the configuration writes it.
struct DurationArgument: ExpressibleByArgument {
  let duration: Duration

  init(_ duration: Duration) {
    self.duration = duration
  }

  init?(argument: String) {
    guard let duration = Quantity.duration(argument) else { return nil }
    self.duration = duration
  }

  /// As one types it.
  var defaultValueDescription: String { Phrase.duration(duration) }
}
