/// What the server says it is. Clients switch features on by it, so it is the version of Mattermost whose interface it speaks.
public enum Version {
    public static let number = "11.6.0"
    public static let build = "11.6.0"
    public static let date = "2026-11-28"
    /// Martlet's own version, where clients show a commit.
    public static let commit = "martlet-0.1.0"
}
