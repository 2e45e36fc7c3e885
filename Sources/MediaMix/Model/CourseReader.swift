import Findings
import Foundation
import Probability
import Tables

/// Which media follow which course of time, and what is believed of the courses.
struct CourseReader {
  let courses: [TimeCourse.Prior]
  /// The course of each medium that has one.
  private let course: [String: Int]

  init(
    options: MediaMixOptions, data: MediaMixData, problems: inout [MediaMixProblem]
  ) {
    let media = data.channels + data.organic
    var course: [String: Int] = [:]
    switch options.timeVarying {
    case nil: break
    case .all: for name in media { course[name] = 0 }
    case .media(let names):
      // In order of name, so that the order of the list is of no account.
      for name in Set(names).sorted() {
        if media.contains(name) {
          course[name] = course.count
        } else {
          let hint = nearestNames(to: name, among: media).first.map { "Did you mean \"\($0)\"? " }
          problems.append(
            MediaMixProblem(
              "no channel \"\(name)\"", at: "media_mix.time_varying",
              remedy: "\(hint ?? "")Channels: \(media.joined(separator: ", ")), or write all."))
        }
      }
    }
    if !course.isEmpty && data.timeCount < Self.fewest {
      problems.append(
        MediaMixProblem(
          "\(data.timeCount) periods cannot tell how an effect drifts",
          at: "media_mix.time_varying",
          remedy: "Give at least \(Self.fewest) periods, or remove time_varying."))
    }
    self.course = course
    let count = (course.values.max() ?? -1) + 1
    let prior = Self.prior(data)
    courses = prior.map { prior in (0..<count).map { _ in prior } } ?? []
  }

  /// The fewest periods in which a drift can be seen.
  static let fewest = 26

  /// A drift of some tens of percent over about half a year or more (a sixth of the data where
  /// periods are not dated).
  private static func prior(_ data: MediaMixData) -> TimeCourse.Prior? {
    let length = data.times.periodsPerYear.map { $0 / 2 } ?? Double(data.timeCount) / 6
    guard let amplitude = try? HalfNormal(scale: 0.3),
      let length = try? LogNormal(median: max(length, 2), sigma: 0.5)
    else { return nil }
    return TimeCourse.Prior(amplitude: amplitude, length: length)
  }

  func course(of name: String) -> Int? { course[name] }
}

extension LogNormal {
  fileprivate init(median: Double, sigma: Double) throws(ProbabilityError) {
    try self.init(mu: log(median), sigma: sigma)
  }
}
