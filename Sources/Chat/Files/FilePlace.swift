internal import Wire

/// Where a file and its pictures lie in the store (facts: schema.md).
struct FilePlace: Sendable, Hashable {
    let path: String
    var thumbnail = ""
    var preview = ""

    /// The name of the file ends its path, cut where a disk could not hold it.
    init(of file: FileInfo) {
        path = "\(Day.compact(file.createAt))/teams/noteam/channels/\(file.channel)/users/\(file.user)/\(file.id)/\(Self.safe(file.name))"
    }

    init(path: String, thumbnail: String, preview: String) {
        self.path = path
        self.thumbnail = thumbnail
        self.preview = preview
    }

    /// Beside the file: its base, with an ending that tells them apart.
    func beside(_ ending: String) -> String {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let name = path[slash...], base = name.lastIndex(of: ".").map { name[..<$0] } ?? name
        return path[..<slash] + Self.cut(base, to: 200) + ending
    }

    var all: [String] { [path, thumbnail, preview].filter { !$0.isEmpty } }

    /// At most 255 bytes, with the last ending kept; never one of the names that lead elsewhere.
    private static func safe(_ name: String) -> String {
        if name == "." || name == ".." || name.isEmpty { return "_" }
        guard name.utf8.count > 250 else { return name }
        let ending = name.lastIndex(of: ".").map { name[$0...] } ?? ""
        return ending.utf8.count > 60 ? cut(name[...], to: 250) : cut(name[...], to: 250 - ending.utf8.count) + ending
    }

    private static func cut(_ text: Substring, to bytes: Int) -> String {
        var text = text
        while text.utf8.count > bytes { text = text.dropLast(max(1, (text.utf8.count - bytes) / 8)) }
        return String(text)
    }
}

/// Days as they stand in the paths of files.
enum Day {
    /// `20260131` of a time in milliseconds, by the civil calendar at Greenwich.
    static func compact(_ milliseconds: Int64) -> String {
        var days = milliseconds / 86_400_000 + 719_468
        let era = days / 146_097
        days -= era * 146_097
        let year = (days - days / 1_460 + days / 36_524 - days / 146_096) / 365
        let dayOfYear = days - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let civil = month < 10 ? month + 3 : month - 9
        let number = (year + era * 400 + (civil <= 2 ? 1 : 0)) * 10_000 + civil * 100 + day
        return String(number)
    }
}
