/// How the service shows itself, and how it ends. Without effect on what becomes of files.
package struct ServiceRule: Sendable, Equatable {
  package enum LogForm: String, Sendable, CaseIterable {
    case text
    case json
  }

  package var log = LogForm.text
  /// Where metrics and health are answered by HTTP; nil where they are not.
  package var http: LoopbackAddress?
  /// The file into which metrics are written after each scan; nil where they are not.
  package var metricsFile: ConfiguredPath?
  /// How long the work in hand may take to be finished when the service is asked to stop. Default: 60 s.
  package var stop = Duration.seconds(60)

  package init() {}
}

/// Whether an installation is the real one. Said wherever people look; nothing else depends on it.
package enum SiteEnvironment: String, Sendable, CaseIterable {
  case production
  case test
}
