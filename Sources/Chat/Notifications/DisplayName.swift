internal import Wire

/// A person's name as somebody wants to see names.
struct DisplayName {
    let username: String
    var firstName = ""
    var lastName = ""
    var nickname = ""

    /// `username`, `full_name` or `nickname_full_name`; where there is no such name, the user name.
    func shown(_ format: String) -> String {
        let full = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
        switch format {
        case "full_name": return full.isEmpty ? username : full
        case "nickname_full_name": return nickname.isEmpty ? (full.isEmpty ? username : full) : nickname
        default: return username
        }
    }

    /// User names are marked as such.
    func marked(_ format: String) -> String {
        let name = shown(format)
        return name == username ? "@" + name : name
    }
}

extension DisplayName {
    init(_ user: User) {
        self.init(username: user.username, firstName: user.firstName, lastName: user.lastName, nickname: user.nickname)
    }

    init(_ reader: Reader) {
        self.init(username: reader.username, firstName: reader.firstName, lastName: reader.lastName, nickname: reader.nickname)
    }
}
