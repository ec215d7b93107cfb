import Exchange
import Testing

@testable import Console

@Suite("Slowing down who tries passwords")
struct LogInThrottleTests {
  private func moment(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000 + seconds * 1000) }

  @Test("the wait of one name from one network doubles, to a quarter of an hour")
  func doubling() {
    var throttle = LogInThrottle()
    var now: Int64 = 0
    var waits: [Int] = []
    for _ in 0..<30 {
      if let wait = throttle.begin("ada", from: "192.0.2.7", at: moment(now)) {
        waits.append(wait)
        // A moment too early is too early.
        #expect(throttle.begin("ada", from: "192.0.2.7", at: moment(now + Int64(wait) - 1)) == 1)
        now += Int64(wait)
      }
    }
    #expect(waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900])
  }

  @Test("asking while one has to wait does not make it longer")
  func asking() {
    var throttle = LogInThrottle()
    for _ in 0..<4 { _ = throttle.begin("ada", from: "192.0.2.7", at: moment(0)) }
    for _ in 0..<100 { #expect(throttle.begin("ada", from: "192.0.2.7", at: moment(0)) == 2) }
    #expect(throttle.begin("ada", from: "192.0.2.7", at: moment(2)) == nil)
  }

  @Test("many names from one network are slowed down together, whatever the last bits of its addresses")
  func network() {
    var throttle = LogInThrottle()
    for number in 0..<11 {
      #expect(throttle.begin("user\(number)", from: "2001:db8:1:2::\(number)", at: moment(0)) == nil)
    }
    #expect(throttle.begin("another", from: "2001:db8:1:2:ffff::1", at: moment(0)) == 2)
    #expect(throttle.begin("another", from: "2001:db8:1:3::1", at: moment(0)) == nil)
  }

  @Test("one name from many networks is slowed down, but never for more than half a minute")
  func name() {
    var throttle = LogInThrottle()
    var now: Int64 = 0
    var longest = 0
    for number in 0..<60 {
      let wait = throttle.begin("ADA".lowercased(), from: "192.0.\(number).7", at: moment(now)) ?? 0
      longest = max(longest, wait)
      now += Int64(wait)
    }
    #expect(longest == 30)
  }

  @Test("attempts at the same time count before any of them is found wrong")
  func together() {
    var throttle = LogInThrottle()
    let waits = (0..<10).map { _ in throttle.begin("ada", from: "192.0.2.7", at: moment(0)) }
    #expect(waits.count { $0 == nil } == 4)
  }

  @Test("the right password takes its own attempt back, and those of the same name from there")
  func success() {
    var throttle = LogInThrottle()
    for _ in 0..<3 { _ = throttle.begin("ada", from: "192.0.2.7", at: moment(0)) }
    throttle.succeeded("ada", from: "192.0.2.7")
    for _ in 0..<4 { #expect(throttle.begin("ada", from: "192.0.2.7", at: moment(1)) == nil) }
    // What was tried from there for others stays counted: 2 and 4 of before make 6 of 10.
    for number in 0..<5 { #expect(throttle.begin("u\(number)", from: "192.0.2.7", at: moment(1)) == nil) }
    #expect(throttle.begin("u9", from: "192.0.2.7", at: moment(1)) == 2)
  }

  @Test("after an hour without attempts all is forgotten; a clock that is set back makes no wait longer")
  func forgetting() {
    var throttle = LogInThrottle()
    for _ in 0..<4 { _ = throttle.begin("ada", from: "192.0.2.7", at: moment(0)) }
    #expect(throttle.begin("ada", from: "192.0.2.7", at: moment(-86_400)) == 2)
    for _ in 0..<4 { #expect(throttle.begin("ada", from: "192.0.2.7", at: moment(3600)) == nil) }
  }

  @Test("it takes no more memory, however many try")
  func memory() {
    var throttle = LogInThrottle()
    // Names without end take no more than others.
    let long = String(repeating: "x", count: 100_000)
    for number in 0..<6_000 {
      let name = number % 100 == 0 ? "\(number)\(long)" : "\(number)"
      _ = throttle.begin(name, from: "10.0.\(number / 256).\(number % 256)", at: moment(0))
    }
    #expect(throttle.size <= LogInThrottle.most)
    // The newest are not the ones that were let go.
    for _ in 0..<3 { _ = throttle.begin("5999", from: "192.0.2.7", at: moment(1)) }
    _ = throttle.begin("5999", from: "192.0.2.7", at: moment(1))
    #expect(throttle.begin("5999", from: "192.0.2.7", at: moment(1)) == 2)
  }
}
