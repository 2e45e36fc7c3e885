import Inference
import Testing

@Suite("Warm-up windows") struct WindowScheduleTests {
  @Test("a thousand iterations have the windows of Stan's manual")
  func thousand() {
    let schedule = WindowSchedule(warmup: 1000)
    #expect(schedule.begins == [75, 100, 150, 250, 450])
    #expect(schedule.ends == [100, 150, 250, 450, 950])
  }

  @Test("short warm-ups have one window, very short ones none")
  func short() {
    #expect(WindowSchedule(warmup: 100).begins == [15])
    #expect(WindowSchedule(warmup: 100).ends == [90])
    #expect(WindowSchedule(warmup: 19).ends.isEmpty)
    #expect(WindowSchedule(warmup: 0).ends.isEmpty)
  }

  @Test("windows follow each other and end before the last phase", arguments: 20...400)
  func consistent(warmup: Int) {
    let schedule = WindowSchedule(warmup: warmup)
    #expect(Array(schedule.begins.dropFirst()) == schedule.ends.dropLast())
    #expect(schedule.ends.last == warmup - (warmup >= 150 ? 50 : warmup / 10))
  }
}
