internal import Database
internal import Wire

/// Fills in lines of somebody's profile. All of them, or none when one does not fit.
struct SetProfileValues {
    static let longestText = 64
    let user: ID<User>
    let values: JSONObject
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> JSONObject {
        guard let group = try tx.profileAttributes.group() else { throw APIError.profileFieldNotFound }
        var stored = JSONObject()
        for (key, value) in values.members.sorted(by: { $0.key < $1.key }) {
            guard let field = try tx.profileAttributes.field(ID(key), of: group) else { throw APIError.profileFieldNotFound }
            if field.attrs.managed == "admin", !access.may(.manageSystem) { throw APIError.profileFieldIsManaged }
            let clean = try checked(value, field, tx)
            try tx.profileAttributes.set(
                clean, id: services.newToken(), field: field, of: user, by: access.user, at: services.now())
            stored[key] = clean
        }
        tx.tell(.profileValuesUpdated(user, stored))
        return stored
    }

    private func checked(_ value: JSONValue, _ field: ProfileField, _ tx: Transaction<ReadWrite>) throws -> JSONValue {
        switch field.type {
        case .text: return .string(try text(value, field.attrs.valueType))
        case .date: return .string(try text(value, ""))
        case .select:
            let id = try string(value)
            guard id.isEmpty || field.attrs.options.contains(where: { $0.id == id }) else { throw APIError.profileValueInvalid }
            return .string(id)
        case .multiselect:
            let ids = try strings(value)
            guard ids.allSatisfy({ id in field.attrs.options.contains { $0.id == id } }) else { throw APIError.profileValueInvalid }
            return .array(ids.map { .string($0) })
        case .user:
            let id = try string(value)
            if !id.isEmpty { try people([id], tx) }
            return .string(id)
        case .multiuser:
            let ids = try strings(value)
            try people(ids, tx)
            return .array(ids.map { .string($0) })
        }
    }

    private func string(_ value: JSONValue) throws -> String {
        if value.isNull { return "" }
        guard let text = value.string?.trimmed, !text.utf8.contains(0) else { throw APIError.profileValueInvalid }
        return text
    }

    /// Each once; empty ones are none.
    private func strings(_ value: JSONValue) throws -> [String] {
        if value.isNull { return [] }
        guard let list = value.strings, list.count <= 200 else { throw APIError.profileValueInvalid }
        return list.map(\.trimmed).reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
    }

    private func text(_ value: JSONValue, _ type: String) throws -> String {
        let text = try string(value)
        if text.isEmpty { return text }
        let fits =
            switch type {
            case "email": UserRules.isEmail(text.lowercased())
            case "url": SiteAddress(text, schemes: ["http", "https"]) != nil
            default: true
            }
        guard fits, text.unicodeScalars.count <= Self.longestText else { throw APIError.profileValueInvalid }
        return text
    }

    private func people(_ ids: [String], _ tx: Transaction<ReadWrite>) throws {
        guard ids.allSatisfy({ ID<User>($0).isWellFormed }), try tx.users.find(ids.map { ID($0) }).count == ids.count else {
            throw APIError.profileValueInvalid
        }
    }
}
