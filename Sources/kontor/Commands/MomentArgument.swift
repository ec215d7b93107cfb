import ArgumentParser
import Exchange
import Operations

/// A moment: a date and time, a date, or a duration back from now.
struct MomentArgument: ExpressibleByArgument {
  let moment: Timestamp

  init?(argument: String) {
    if let duration = Quantity.duration(argument) {
      moment = .now() + (.zero - duration)
    } else if let moment = Timestamp(dateTime: argument) ?? Timestamp(dateTime: argument + "T00:00:00Z")
      ?? Timestamp(dateTime: argument + "Z")
    {
      self.moment = moment
    } else {
      return nil
    }
  }
}
