#if canImport(Glibc)
    internal import Glibc
#endif

/// What the system says about this process.
struct ProcessFigures {
    var cpuSeconds = 0.0, startSeconds = 0.0, residentBytes = 0.0, virtualBytes = 0.0, openFiles = 0.0, fileLimit = 0.0

    static func now() -> ProcessFigures {
        var figures = ProcessFigures(), usage = rusage(), limit = rlimit()
        if getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0 { figures.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime) }
        if getrlimit(__rlimit_resource_t(7), &limit) == 0 { figures.fileLimit = Double(limit.rlim_cur) }  // RLIMIT_NOFILE
        let pages = read("/proc/self/statm").split(separator: " ").compactMap { Double($0) }, page = Double(sysconf(Int32(_SC_PAGESIZE)))
        if pages.count > 1 { (figures.virtualBytes, figures.residentBytes) = (pages[0] * page, pages[1] * page) }
        figures.openFiles = Double(countFiles())
        figures.startSeconds = start()
        return figures
    }

    func add(to page: inout Exposition) {
        for (name, kind, help, value) in [
            ("cpu_seconds_total", Exposition.Kind.counter, "Seconds of processor time.", cpuSeconds),
            ("open_fds", .gauge, "Open files and connections.", openFiles), ("max_fds", .gauge, "How many may be open.", fileLimit),
            ("resident_memory_bytes", .gauge, "Memory in use.", residentBytes),
            ("virtual_memory_bytes", .gauge, "Addresses in use.", virtualBytes),
            ("start_time_seconds", .gauge, "When the process started, in seconds since 1970.", startSeconds),
        ] {
            page.single("mattermost_process_" + name, kind, help, value)
            page.single("process_" + name, kind, help, value)
        }
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

    /// The time of the boot, and how long after it the process began.
    private static func start() -> Double {
        let boot = read("/proc/stat").split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) } ?? 0
        let fields = (read("/proc/self/stat").split(separator: ")").last ?? "").split(separator: " ")
        guard fields.count > 19, let ticks = Double(fields[19]) else { return 0 }
        return boot + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func countFiles() -> Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = -3  // itself, `.` and `..`
        while readdir(folder) != nil { count += 1 }
        return max(0, count)
    }

    private static func read(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 16_384)
        return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    }
}
