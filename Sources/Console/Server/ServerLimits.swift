/// What the clients of the console can cost.
package struct ServerLimits: Sendable {
  /// Connections at a time; others wait in the kernel's queue.
  package var connections = 256
  /// Answers being made at a time; whoever comes beyond that is told to come again.
  package var answers = 64
  /// Answers that go on, at a time.
  package var streams = 100
  /// Bodies at a time that are longer than ``shortBody``.
  package var longBodies = 8
  /// The head of a request, in bytes.
  package var head = 16 * 1024
  /// What is read of a body where its route takes no more, in bytes.
  package static let shortBody = 64 * 1024

  /// How long a connection may last without a whole request.
  package var idleTime = Duration.seconds(20)
  /// How long a body may take that is no longer than ``shortBody``; longer ones a second more for each further one of it.
  package var bodyTime = Duration.seconds(15)
  /// How long an answer may take to be made.
  package var answerTime = Duration.seconds(30)
  /// How long a piece of an answer may take to be taken by the client.
  package var writeTime = Duration.seconds(10)
  /// How long an answer may go on.
  package var streamTime = Duration.seconds(600)
  /// How long a client may take to read why nothing more is read from it.
  package var lingerTime = Duration.seconds(2)
  /// How long the server waits for streams to end by themselves when it stops.
  package var stopTime = Duration.milliseconds(800)

  package init() {}

  /// How long a body of at most so many bytes may take.
  func time(forBody most: Int) -> Duration {
    bodyTime + .seconds(max(0, most / Self.shortBody - 1))
  }
}
