/// How often pages are made right, and for how many.
package struct LiveSettings: Sendable {
  /// Between two looks, while somebody listens.
  package var pause = Duration.seconds(1)
  /// What takes longer to make is slow, and made no more often than every ``slowPause``.
  package var slow = Duration.milliseconds(50)
  package var slowPause = Duration.seconds(5)
  /// How long the service's sign of life is let pass before it is shown.
  package var beatPause = Duration.seconds(10)
  /// How long a page is left as it is where nothing happens: what is overdue becomes so by itself.
  package var longestPause = Duration.seconds(60)
  /// After how long a silence a comment finds out whether anybody is there.
  package var silence = Duration.seconds(15)
  /// How often it is asked whether a listener is still logged in.
  package var checkPause = Duration.seconds(5)
  /// Streams at a time.
  package var most = 100
  /// Streams of a session at a time. A browser has no more than six connections to a host.
  package var mostOfOne = 6
  /// Pages being made at a time.
  package var mostMade = 2
  /// How long a browser waits before it opens a stream again that has ended, in milliseconds.
  package var retry = 3000

  package init() {}
}
