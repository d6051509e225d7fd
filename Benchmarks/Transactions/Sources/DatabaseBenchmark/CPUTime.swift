import Glibc

/// Microseconds of processor time, which say more than rates on a machine that others use too.
struct CPUTime {
    let own: Double
    let postgres: Double

    /// - Parameter postmaster: its process id; its children are the connections.
    static func now(postmaster: String?) -> CPUTime {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec, micros = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        guard let postmaster else { return CPUTime(own: Double(seconds) * 1e6 + Double(micros), postgres: 0) }
        let children = read("/proc/\(postmaster)/task/\(postmaster)/children").split(separator: " ").map(String.init)
        let ticks = ticks(of: postmaster, fields: 11...14) + children.reduce(0) { $0 + Self.ticks(of: $1, fields: 11...12) }
        return CPUTime(own: Double(seconds) * 1e6 + Double(micros), postgres: Double(ticks) * 1e6 / Double(sysconf(Int32(_SC_CLK_TCK))))
    }

    /// Fields of `/proc/…/stat` after the name: own user and system time, then that of children that have ended.
    private static func ticks(of process: String, fields: ClosedRange<Int>) -> Int {
        let line = read("/proc/\(process)/stat")
        guard let end = line.lastIndex(of: ")") else { return 0 }
        let values = line[end...].split(separator: " ").dropFirst()
        return fields.reduce(0) { $0 + (Int(values[values.startIndex + $1]) ?? 0) }
    }

    private static func read(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    }
}
