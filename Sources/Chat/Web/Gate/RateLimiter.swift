internal import Network
internal import Synchronization
internal import Wire

/// Lets so many requests through at once and so many a second after that, for each caller apart. A caller is remembered by the
/// time at which they would have used up nothing (the generic cell rate algorithm): one number each.
final class RateLimiter: Sendable {
    struct Rate: Equatable {
        /// Between two requests in the long run, in microseconds.
        var interval: Int64
        /// Requests that may come at once beyond the first.
        var burst: Int64
        /// Callers remembered.
        var capacity: Int
    }

    /// How a request fared.
    struct Verdict: Equatable {
        let isAllowed: Bool
        let limit: Int64
        let remaining: Int64
        /// Seconds until nothing is used up any more, and until the next request may come.
        let reset: Int64
        let retryAfter: Int64
    }

    private let times = Mutex<[String: Int64]>([:])

    /// `now` in milliseconds.
    func verdict(_ caller: String, _ rate: Rate, now: Int64) -> Verdict {
        let now = now * 1000, tolerance = rate.interval * rate.burst
        return times.withLock { times in
            let earliest = max(times[caller] ?? now, now)
            let isAllowed = earliest - now <= tolerance
            let next = isAllowed ? earliest + rate.interval : earliest
            if isAllowed { Self.remember(caller, next, &times, rate, now) }
            let remaining = max(0, (tolerance + rate.interval - (next - now)) / rate.interval)
            let wait = isAllowed ? 0 : earliest - now - tolerance
            return Verdict(
                isAllowed: isAllowed, limit: rate.burst + 1, remaining: isAllowed ? remaining : 0, reset: Self.seconds(next - now),
                retryAfter: Self.seconds(wait))
        }
    }

    /// When there are too many callers, those who have used up nothing go; when that is not enough, everybody begins anew.
    private static func remember(_ caller: String, _ time: Int64, _ times: inout [String: Int64], _ rate: Rate, _ now: Int64) {
        if times.count >= rate.capacity, times[caller] == nil {
            times = times.filter { $0.value > now }
            if times.count >= rate.capacity { times = [:] }
        }
        times[caller] = time
    }

    private static func seconds(_ microseconds: Int64) -> Int64 { (microseconds + 999_999) / 1_000_000 }
}

extension RateLimiter.Verdict {
    var fields: [(name: String, value: String)] {
        var fields = [("X-RateLimit-Limit", limit), ("X-RateLimit-Remaining", remaining), ("X-RateLimit-Reset", reset)]
        if !isAllowed { fields.append(("Retry-After", retryAfter)) }
        return fields.map { (name: $0.0, value: String($0.1)) }
    }

    /// The answer to what is too much.
    var refusal: HTTPResponse {
        HTTPResponse(status: 429, contentType: "text/plain; charset=utf-8", fields: fields, bytes: Array("limit exceeded\n".utf8))
    }
}

/// The limit on all requests, as RateLimitSettings say.
struct RequestLimiter: Sendable {
    private let limiter = RateLimiter()

    /// `nil` while limits are switched off.
    func verdict(of request: HTTPRequest, token: SessionToken?, settings: Settings, now: Int64) -> RateLimiter.Verdict? {
        guard settings[RateLimitSettings.enable] else { return nil }
        let rate = RateLimiter.Rate(
            interval: 1_000_000 / Int64(max(1, settings[RateLimitSettings.perSec])), burst: Int64(settings[RateLimitSettings.maxBurst]),
            capacity: settings[RateLimitSettings.memoryStoreSize])
        return limiter.verdict(caller(request, token, settings), rate, now: now)
    }

    private func caller(_ request: HTTPRequest, _ token: SessionToken?, _ settings: Settings) -> String {
        var caller = ""
        if settings[RateLimitSettings.varyByUser], let token {
            caller = token.text
        } else if settings[RateLimitSettings.varyByRemoteAddr] {
            caller = request.remoteAddress
        }
        let header = settings[RateLimitSettings.varyByHeader].lowercased()
        if !header.isEmpty { caller += " " + (request.allFields.first { $0.name.lowercased() == header }?.value ?? "") }
        return caller
    }
}

/// The limit on logins from one address, which always holds: checking a password is the dearest thing a stranger can ask for.
struct LoginLimiter: Sendable {
    private let limiter = RateLimiter()

    /// The answer to one login too many.
    func refusal(of request: HTTPRequest, settings: Settings, now: Int64) -> HTTPResponse? {
        let perMinute = Int64(settings[LoginSettings.attemptsPerMinute])
        let rate = RateLimiter.Rate(interval: 60_000_000 / perMinute, burst: max(perMinute, 1) - 1, capacity: 10_000)
        let verdict = limiter.verdict(request.remoteAddress, rate, now: now)
        return verdict.isAllowed ? nil : verdict.refusal
    }
}
