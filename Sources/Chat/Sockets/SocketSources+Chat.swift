internal import Database
internal import Realtime
internal import Wire

extension SocketSources {
    /// The hub's questions, answered by the product.
    static func chat(_ services: Late<Services>) -> SocketSources {
        var sources = SocketSources(
            session: { token in await SocketSessions(services: services.value).find(token) },
            refresh: { id in await SocketSessions(services: services.value).find(id) },
            channelMembers: { id in try await services.value.db.readOne { try $0.audiences.members(of: id) } },
            teamMembers: { id in try await services.value.db.readOne { try $0.audiences.members(of: id) } },
            // on trouble: no
            canSee: { guest, other in (try? await services.value.db.readOne { try $0.audiences.shareChannel(guest, other) }) ?? false },
            hello: { connection, user in .hello(connection, to: user, services: services.value) },
            perform: { request throws(APIError) in try await SocketActions(services: services.value).perform(request) },
            connected: { session in await SocketActions(services: services.value).connected(session) },
            disconnected: { session, isLast in await SocketActions(services: services.value).disconnected(session, isLast: isLast) },
            ponged: { session in await SocketActions(services: services.value).ponged(session) },
            newToken: { services.value.newToken() },
            now: { services.value.now() })
        sources.presence = { user, isHere in services.value.bus?.changed(user, isHere: isHere) }
        return sources
    }
}

/// Finds who a socket belongs to.
struct SocketSessions {
    let services: Services

    /// A database that cannot be asked leaves the socket unauthenticated; its client tries again.
    func find(_ token: String) async -> SocketStanding? {
        do {
            guard let token = SessionToken(token.utf8), let known = try await services.sessions.find(token, now: services.now()) else {
                return nil
            }
            return standing(known)
        } catch {
            services.log.warn("a socket's session could not be read", ["error": "\(error)"])
            return nil
        }
    }

    func find(_ id: ID<Session>) async -> SocketStanding? {
        do {
            guard let known = try await services.db.readOne({ try $0.sessions.known(id) }) else { return nil }
            return known.session.expiresAt > 0 && known.session.expiresAt < services.now() ? nil : standing(known)
        } catch {
            services.log.warn("a socket's session could not be read", ["error": "\(error)"])
            return nil
        }
    }

    private func standing(_ known: KnownSession) -> SocketStanding {
        let session = known.session, settings = services.settings.current
        let permissions = services.roles.permissions(of: session.roles.split(separator: " "))
        let isDemanded =
            SecondFactorDemand.holds(for: session, settings)
        return SocketStanding(
            session: session, isAdmin: permissions.contains(.manageSystem), needsMFA: isDemanded && known.lacksSecondFactor)
    }
}

extension Event {
    /// The first event of a connection: its id, which the client gives when it comes back, and the server's version.
    static func hello(_ connection: String, to user: ID<User>, services: Services) -> Event {
        Event("hello", to: Event.Broadcast(user: user)) { json in
            json.field("connection_id", connection)
            json.field("server_hostname", services.hostname)
            json.field("server_version", services.settings.versionID)
        }
    }
}
