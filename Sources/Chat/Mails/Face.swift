internal import Outside
internal import Wire

extension Services {
    /// Somebody's picture for a mail: the one that they chose, or the one that is made from their name. A mail goes without one
    /// rather than not at all.
    func face(of user: User) async -> [UInt8]? {
        do {
            if user.lastPictureUpdate > 0 { return try await files.read(UserImageRoutes.path(of: user.id), range: nil) }
            return try await drawing.run { try Avatar.png(name: user.username, id: user.id.raw) }
        } catch {
            return nil
        }
    }
}
