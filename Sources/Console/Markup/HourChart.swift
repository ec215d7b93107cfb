/// Files of each hour, as a drawing and as a table.
package struct HourChart: Sendable {
  package struct Hour: Sendable {
    /// When it began, as the clock on the wall showed.
    package var label: String
    package var accepted: Int
    /// Whole or in part.
    package var rejected: Int

    package init(_ label: String, accepted: Int, rejected: Int) {
      self.label = label
      self.accepted = accepted
      self.rejected = rejected
    }

    var all: Int { accepted + rejected }
  }

  /// The oldest first.
  let hours: [Hour]
  /// Of the clock on the wall: `UTC`, `CET`.
  let zone: String
  let words: Words

  package init(_ hours: [Hour], zone: String, _ words: Words) {
    self.hours = hours
    self.zone = zone
    self.words = words
  }

  /// Also of files whose records wait, or came before.
  private var nothingRejected: String { words.say("nothing rejected", "nichts abgewiesen") }
  private var accepted: Int { hours.reduce(0) { $0 + $1.accepted } }
  private var rejected: Int { hours.reduce(0) { $0 + $1.rejected } }

  package var markup: Markup {
    figure(.class("card"), .id("chart")) {
      drawing
      figcaption {
        Status.well("\(nothingRejected) \(words.number(accepted))")
        " "
        Status.bad("\(words.rejectedWholeOrInPart) \(words.number(rejected))")
        " "
        span(words.say("per hour, \(zone)", "je Stunde, \(zone)"), .class("faint"))
      }
      Console.details {
        Console.summary { words.say("Show as table", "Als Tabelle") }
        asTable
      }
    }
  }

  // MARK: - As a table

  private var asTable: Markup {
    let told = hours.filter { $0.all > 0 }
    guard !told.isEmpty else { return p(words.say("No file came.", "Es kam keine Datei.")) }
    return table(
      words.say("Hours without a file are left out", "Stunden ohne Dateien sind ausgelassen"),
      [
        Column(words.say("Hour from", "Stunde ab"), isHeading: true), Column(nothingRejected, .number),
        Column(words.rejected, .number),
      ],
      isStacked: false,
      rows: told.map { hour in
        Row {
          hour.label
          words.number(hour.accepted)
          words.number(hour.rejected)
        }
      })
  }

  // MARK: - As a drawing

  private static let size = (width: 760.0, height: 230.0)
  /// Room for the numbers beside, the hours below and the topmost number.
  private static let room = (left: 42.0, below: 32.0, above: 20.0)

  /// Between two lines: such that there are at most five.
  private var step: Int {
    let highest = max(hours.map(\.all).max() ?? 0, 4)
    var step = 1
    while true {
      for factor in [1, 2, 5] where highest < step * factor * 5 { return step * factor }
      step *= 10
    }
  }

  private var drawing: Markup {
    let step = step
    let top = max((max(hours.map(\.all).max() ?? 0, 4) + step - 1) / step, 1) * step
    let (width, height) = (Self.size.width, Self.size.height)
    let floor = height - Self.room.below
    let y = { (count: Int) in floor - (floor - Self.room.above) * Double(count) / Double(top) }
    return .element(
      "svg",
      [
        .class("chart"), Attribute("viewBox", "0 0 \(Int(width)) \(Int(height))"), .role("img"),
        .labelled(by: "chart-t chart-d"),
      ]
    ) {
      Markup.element("title", [.id("chart-t")]) {
        words.say("Files of the last 24 hours", "Dateien der letzten 24 Stunden")
      }
      Markup.element("desc", [.id("chart-d")]) { description }
      stripes
      Markup.joined(stride(from: 0, through: top, by: step).map { gridLine($0, at: y($0)) })
      Markup.joined(hours.indices.map { bar($0, y) })
    }
  }

  private var description: String {
    let all = accepted + rejected
    var text = words.say(
      "\(words.count(all, .file)): \(words.number(accepted)) without a rejection, \(words.number(rejected)) rejected whole or in part.",
      "\(words.count(all, .file)): \(words.number(accepted)) ohne Abweisung, \(words.number(rejected)) ganz oder teilweise abgewiesen."
    )
    if let peak = hours.max(by: { $0.all < $1.all }), peak.all > 0 {
      text += words.say(
        " Most came in the hour from \(peak.label): \(words.number(peak.all)).",
        " Die meisten kamen in der Stunde ab \(peak.label): \(words.number(peak.all)).")
    }
    return text
  }

  /// What is rejected differs by more than its colour.
  private var stripes: Markup {
    .element("defs") {
      Markup.element(
        "pattern",
        [
          .id("stripe"), Attribute("width", "6"), Attribute("height", "6"), Attribute("patternUnits", "userSpaceOnUse"),
          Attribute("patternTransform", "rotate(45)"),
        ]
      ) {
        Markup.element("rect", [.class("r"), Attribute("width", "6"), Attribute("height", "6")])
        Markup.element(
          "line",
          [.class("stripe"), Attribute("x1", "0"), Attribute("y1", "0"), Attribute("x2", "0"), Attribute("y2", "6")])
      }
    }
  }

  private func gridLine(_ count: Int, at y: Double) -> Markup {
    let (left, width) = (Self.room.left, Self.size.width)
    return .element(
      "line",
      [
        .class(count == 0 ? "base" : "grid"), Attribute("x1", Self.text(left)), Attribute("x2", Self.text(width)),
        Attribute("y1", Self.text(y)), Attribute("y2", Self.text(y)),
      ])
      + .element(
        "text",
        [Attribute("x", Self.text(left - 6)), Attribute("y", Self.text(y + 4)), Attribute("text-anchor", "end")]
      ) { words.number(count) }
  }

  private func bar(_ index: Int, _ y: (Int) -> Double) -> Markup {
    let hour = hours[index]
    let pitch = (Self.size.width - Self.room.left) / Double(hours.count)
    let (x, width) = (Self.room.left + Double(index) * pitch + 3, pitch - 6)
    var bar = Markup.empty
    if hour.accepted > 0 {
      bar = bar + box(.class("a"), x, width, from: y(hour.accepted), to: y(0))
    }
    if hour.rejected > 0 {
      bar = bar + box(Attribute("fill", "url(#stripe)"), x, width, from: y(hour.all), to: y(hour.accepted))
    }
    guard index % 3 == 2 else { return bar }
    let isLast = index == hours.count - 1
    return bar
      + .element(
        "text",
        // Narrow screens leave every second of them out.
        (index % 6 == 2 ? [.class("odd")] : []) + [
          Attribute("x", Self.text(isLast ? Self.size.width : x + width / 2)),
          Attribute("y", Self.text(Self.size.height - 9)), Attribute("text-anchor", isLast ? "end" : "middle"),
        ]
      ) { hour.label }
  }

  private func box(_ look: Attribute, _ x: Double, _ width: Double, from upper: Double, to lower: Double) -> Markup {
    .element(
      "rect",
      [
        look, Attribute("x", Self.text(x)), Attribute("y", Self.text(upper)), Attribute("width", Self.text(width)),
        Attribute("height", Self.text(lower - upper)),
      ])
  }

  /// To a tenth of a unit.
  private static func text(_ number: Double) -> String {
    String((number * 10).rounded() / 10)
  }
}
