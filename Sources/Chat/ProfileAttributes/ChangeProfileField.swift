internal import Database
internal import Wire

/// What a field is asked to be; what is not said stays.
struct ProfileFieldDraft: Sendable {
    let name: String?
    let type: String?
    let attrs: JSONObject?

    init(_ fields: JSONFields) throws {
        name = try fields.string("name")?.trimmed
        type = try fields.string("type")
        attrs = try fields.object("attrs")
    }

    /// The field as it becomes, checked. Options keep their ids, so that what people chose stays chosen.
    func applied(to old: ProfileField, newID: () -> String) throws -> ProfileField {
        var field = old
        if let name { field.name = name }
        guard (1...255).contains(field.name.unicodeScalars.count), !field.name.utf8.contains(0) else { throw APIError.profileFieldInvalid }
        if let type {
            guard let kind = ProfileField.Kind(rawValue: type) else { throw APIError.profileFieldInvalid }
            field.type = kind
        }
        if let attrs {
            var merged = field.attrs.json
            for (key, value) in attrs.members { merged[key] = value }
            field.attrs = ProfileFieldAttributes(stored: merged)
        }
        try check(&field, newID)
        return field
    }

    private func check(_ field: inout ProfileField, _ newID: () -> String) throws {
        var attrs = field.attrs
        guard ["hidden", "when_set", "always"].contains(attrs.visibility), ["", "admin"].contains(attrs.managed) else {
            throw APIError.profileFieldInvalid
        }
        if field.type != .text { attrs.valueType = "" }
        guard ["", "email", "url", "phone"].contains(attrs.valueType) else { throw APIError.profileFieldInvalid }
        if field.type == .select || field.type == .multiselect {
            attrs.options = try attrs.options.map { option in
                let name = option.name.trimmed
                guard (1...128).contains(name.unicodeScalars.count), option.color.utf8.count <= 64 else {
                    throw APIError.profileFieldInvalid
                }
                let id = ID<ProfileField>(option.id).isWellFormed ? option.id : newID()
                return .init(id: id, name: name, color: option.color)
            }
            let isDistinct =
                Set(attrs.options.map(\.name)).count == attrs.options.count && Set(attrs.options.map(\.id)).count == attrs.options.count
            guard isDistinct, attrs.options.count <= 200 else { throw APIError.profileFieldInvalid }
        } else {
            attrs.options = []
        }
        guard JSONWriter.bytes(of: attrs.json).count <= 65_536, !JSONWriter.text(of: attrs.json).contains("\\u0000") else {
            throw APIError.profileFieldInvalid
        }
        field.attrs = attrs
    }
}

/// Adds a line to everybody's profile, changes one, takes one away.
struct ChangeProfileField {
    static let most = 20
    let actor: ID<User>
    let services: Services

    func create(_ draft: ProfileFieldDraft, in tx: Transaction<ReadWrite>) throws -> ProfileField {
        let group = try tx.profileAttributes.makeGroup(services.newToken())
        try tx.profileAttributes.lock(group)
        let others = try tx.profileAttributes.fields(of: group)
        guard others.count < Self.most else { throw APIError.profileFieldLimit }
        let empty = ProfileField(id: services.newID(), group: group, name: "", type: .text, attrs: ProfileFieldAttributes())
        var field = try draft.applied(to: empty, newID: services.newToken)
        guard draft.type != nil else { throw APIError.profileFieldInvalid }
        guard !others.contains(where: { $0.name == field.name }) else { throw APIError.profileFieldNameTaken }
        field.createAt = services.now()
        field.updateAt = field.createAt
        try tx.profileAttributes.insert(field, by: actor)
        tx.tell(.profileFieldCreated(field))
        return field
    }

    func patch(_ id: ID<ProfileField>, _ draft: ProfileFieldDraft, in tx: Transaction<ReadWrite>) throws -> ProfileField {
        let old = try find(id, in: tx)
        var field = try draft.applied(to: old, newID: services.newToken)
        let others = try tx.profileAttributes.fields(of: old.group)
        guard !others.contains(where: { $0.name == field.name && $0.id != id }) else { throw APIError.profileFieldNameTaken }
        field.updateAt = max(services.now(), old.updateAt + 1)
        try tx.profileAttributes.update(field, by: actor)
        // What was written for another kind of field means nothing now.
        let dropsValues = field.type != old.type
        if dropsValues { try tx.profileAttributes.removeValues(of: id) }
        tx.tell(.profileFieldUpdated(field, dropsValues: dropsValues))
        return field
    }

    func delete(_ id: ID<ProfileField>, in tx: Transaction<ReadWrite>) throws {
        var field = try find(id, in: tx)
        field.deleteAt = services.now()
        field.updateAt = field.deleteAt
        try tx.profileAttributes.update(field, by: actor)
        try tx.profileAttributes.removeValues(of: id)
        tx.tell(.profileFieldDeleted(id))
    }

    /// Holds the group, so that two changes follow one another.
    private func find(_ id: ID<ProfileField>, in tx: Transaction<ReadWrite>) throws -> ProfileField {
        guard let group = try tx.profileAttributes.group() else { throw APIError.profileFieldNotFound }
        try tx.profileAttributes.lock(group)
        guard let field = try tx.profileAttributes.field(id, of: group) else { throw APIError.profileFieldNotFound }
        return field
    }
}

extension Event {
    static func profileFieldCreated(_ field: ProfileField) -> Event {
        Event("custom_profile_attributes_field_created", to: .everybody) { $0.field("field", field) }
    }

    static func profileFieldUpdated(_ field: ProfileField, dropsValues: Bool) -> Event {
        Event("custom_profile_attributes_field_updated", to: .everybody) { json in
            json.field("delete_values", dropsValues)
            json.field("field", field)
        }
    }

    static func profileFieldDeleted(_ id: ID<ProfileField>) -> Event {
        Event("custom_profile_attributes_field_deleted", to: .everybody) { $0.field("field_id", id) }
    }

    /// Somebody's profile says something else. Guests hear only of people whom they may see.
    static func profileValuesUpdated(_ user: ID<User>, _ values: JSONObject) -> Event {
        var event = Event("custom_profile_attributes_values_updated", to: .everybody) { json in
            json.field("user_id", user)
            json.field("values", values)
        }
        event.subject = user
        return event
    }
}
