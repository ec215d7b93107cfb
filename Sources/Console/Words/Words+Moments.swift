package import Operations

/// Moments as reports have them.
extension Words {
  package func moment(_ moment: Moment) -> Markup { self.moment(moment.timestamp) }
  package func instant(_ moment: Moment) -> Markup { instant(moment.timestamp) }
  package func ago(_ moment: Moment) -> Markup { ago(moment.timestamp) }
  package func time(_ moment: Moment) -> String { time(moment.timestamp) }
}
