/// What was typed: a command, perhaps a shape, options.
struct Arguments {
    struct Mistake: Error, CustomStringConvertible, Equatable { let description: String }

    let command: String
    let shape: String?
    private let options: [String: String]

    static let flags: Set = ["dry-run", "first", "yes", "bootstrap", "off", "help"]
    static let valued: Set = [
        "github", "github-ids", "tag", "url", "namespace", "release", "user", "password", "revision", "up", "down", "vars",
    ]

    init(_ words: [String]) throws(Mistake) {
        var (free, options, rest) = ([String](), [String: String](), words[...])
        while let word = rest.popFirst() {
            guard word.hasPrefix("-") else {
                free.append(word)
                continue
            }
            let parts = word.drop { $0 == "-" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts.first == "h" ? "help" : parts.first ?? ""
            if Self.flags.contains(name), parts.count == 1 {
                options[name] = ""
            } else if Self.valued.contains(name), let value = parts.count == 2 ? parts[1] : rest.popFirst() {
                options[name] = value
            } else {
                throw Mistake(description: "\(word) is not understood")
            }
        }
        guard free.count <= 2 else { throw Mistake(description: "\(free[2]) is one word too many") }
        command = options["help"] != nil ? "help" : free.first ?? "help"
        shape = free.count > 1 ? free[1] : nil
        self.options = options
    }

    func has(_ name: String) -> Bool { options[name] != nil }
    func value(_ name: String) -> String? { options[name] }
    var namespace: String { options["namespace"] ?? "mattermost" }
    var release: String { options["release"] ?? "mattermost" }

    func knownShape() throws(Mistake) -> String {
        let name = shape ?? "prod"
        guard Cost.shapes.contains(name) else { throw Mistake(description: "no shape \(name): \(Cost.shapes.joined(separator: ", "))") }
        return name
    }
}
