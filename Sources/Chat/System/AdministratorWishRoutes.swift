internal import Database
internal import Network
internal import Wire

/// Doors through which people ask their administrators for a feature that the original sells. Everything is included here, so
/// clients have no reason to; the wish is kept as the original keeps it.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/users/notify-admin | NoteWish | a session | |
/// | POST | /api/v4/users/trigger-notify-admin-posts | marks the wishes as told | manage_system, and a setting | |
struct AdministratorWishRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/users/notify-admin", note)
        routes.signedIn("POST", "/api/v4/users/trigger-notify-admin-posts", trigger)
    }

    @Sendable func note(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let fields = try request.json()
        let plan = try fields.string("required_plan") ?? "", feature = try fields.string("required_feature") ?? ""
        let wish = NoteWish(
            user: context.user, plan: plan, feature: feature, isTrial: try fields.bool("trial_notification") ?? false, services: services)
        try await services.db.write { tx in try wish.run(in: tx) }
        return .ok
    }

    @Sendable func trigger(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard services.settings.current[ServiceSettings.enableAPITriggerAdminNotifications] else { throw APIError.wishesAreNotTold }
        try context.access.system(to: .manageSystem)
        let isTrial = try request.json().bool("trial_notification") ?? false
        try await services.db.write { [services] tx in try tx.systems.markWishesTold(isTrial: isTrial, at: services.now()) }
        return .ok
    }
}

/// Keeps that somebody wishes for a feature: each wish of each person once.
struct NoteWish: Sendable {
    let user: ID<User>
    let plan: String
    let feature: String
    let isTrial: Bool
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard !plan.isEmpty, plan.utf8.count <= 100, !feature.isEmpty, feature.utf8.count <= 255, !(plan + feature).utf8.contains(0) else {
            throw APIError.wishInvalid
        }
        guard try tx.systems.addWish(of: user, plan: plan, feature: feature, isTrial: isTrial, at: services.now()) else {
            throw APIError.wishKnown
        }
    }
}

extension SystemQueries where Access == ReadWrite {
    /// Says whether it was a new one.
    func addWish(of user: ID<User>, plan: String, feature: String, isTrial: Bool, at time: Int64) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO notifyadmin (userid, createat, requiredplan, requiredfeature, trial, sentat)
            VALUES (\(user), \(time), \(plan), \(feature), \(isTrial), 0)
            ON CONFLICT (userid, requiredfeature, requiredplan) DO NOTHING
            """) > 0
    }

    func markWishesTold(isTrial: Bool, at time: Int64) throws {
        try tx.execute("UPDATE notifyadmin SET sentat = \(time) WHERE trial = \(isTrial) AND COALESCE(sentat, 0) = 0")
    }

    /// Of somebody who is gone for good.
    func forgetWishes(of user: ID<User>) throws { try tx.execute("DELETE FROM notifyadmin WHERE userid = \(user)") }
}

extension APIError {
    static let wishInvalid = APIError("app.notify_admin.save.app_error", 400, "The wish does not say what for.")
    static let wishKnown = APIError(
        "api.cloud.notify_admin_to_upgrade_error.already_notified", 403, "The administrators were asked for this already.")
    static let wishesAreNotTold = APIError("api.cloud.app_error", 403, "Telling administrators what people wish for is switched off.")
}
