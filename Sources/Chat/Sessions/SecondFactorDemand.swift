internal import Wire

/// Whether somebody must have a second factor: when everybody must, or guests must and they are one.
enum SecondFactorDemand {
    static func holds(for session: Session, _ settings: Settings) -> Bool {
        guard settings[ServiceSettings.enableMultifactorAuthentication] else { return false }
        return settings[ServiceSettings.enforceMultifactorAuthentication]
            || session.isGuest && settings[GuestAccountsSettings.enforceMultifactorAuthentication]
    }
}
