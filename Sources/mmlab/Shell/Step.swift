/// One program to run: what is shown to the user is what is run.
struct Step: Sendable, Equatable {
    /// A reading step runs in a dry run as well; a changing one is only shown.
    enum Kind: Sendable { case reads, changes }

    var program: String
    var arguments: [String]
    var kind: Kind
    var directory: String?
    var variables: [String: String] = [:]
    /// What it reads: never shown, so secrets go this way and not into arguments, which every user of the machine sees.
    var input: String?

    static func reading(_ program: String, _ arguments: String..., directory: String? = nil) -> Step {
        Step(program: program, arguments: arguments, kind: .reads, directory: directory)
    }

    static func changing(_ program: String, _ arguments: String..., directory: String? = nil) -> Step {
        Step(program: program, arguments: arguments, kind: .changes, directory: directory)
    }

    /// As one would type it.
    var line: String {
        let words =
            variables.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.quoted($0.value))" } + ([program] + arguments).map(Self.quoted)
        return (directory.map { "(cd \(Self.quoted($0))) " } ?? "") + words.joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "-_./:=,@%+".utf8.contains(byte)
        }
        if plain, !word.isEmpty { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
