internal import Wire

/// The address of a message on this site, which leads a browser to it.
enum PostAddress {
    /// `team`: the name of the team it is in. A conversation is in none; then the address leads to wherever the reader is.
    static func of(_ post: ID<Post>, team: String?, _ settings: Settings) -> String {
        "\(settings.site)/\(team ?? "_redirect")/pl/\(post)"
    }
}
