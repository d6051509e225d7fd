internal import Wire

/// A line that administrators add to everybody's profile.
struct ProfileField: Sendable, JSONWritable {
    enum Kind: String, Sendable { case text, select, multiselect, date, user, multiuser }

    var id: ID<ProfileField>
    var group: String
    var name: String
    var type: Kind
    var attrs: ProfileFieldAttributes
    var createAt: Int64 = 0
    var updateAt: Int64 = 0
    var deleteAt: Int64 = 0

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("group_id", group)
            json.field("name", name)
            json.field("type", type.rawValue)
            json.field("attrs", attrs.json)
            json.field("target_id", "")
            json.field("target_type", "")
            json.field("create_at", createAt)
            json.field("update_at", updateAt)
            json.field("delete_at", deleteAt)
        }
    }
}

/// How a line of a profile is shown and filled in.
struct ProfileFieldAttributes: Sendable, Equatable {
    /// One of the values to choose from.
    struct Option: Sendable, Equatable {
        let id: String
        let name: String
        let color: String
    }

    var visibility = "when_set"
    var sortOrder = 0.0
    var options: [Option] = []
    /// What a text must be: empty, `email`, `url` or `phone`.
    var valueType = ""
    var ldap = ""
    var saml = ""
    /// `admin`: only administrators fill it in.
    var managed = ""
    var displayName = ""

    init() {}

    /// As the database holds them; what is missing has its default.
    init(stored: JSONObject) {
        visibility = stored["visibility"]?.string ?? visibility
        switch stored["sort_order"] {
        case .integer(let number): sortOrder = Double(number)
        case .double(let number): sortOrder = number
        default: break
        }
        options = (stored["options"]?.array ?? []).map { option in
            Option(id: option["id"]?.string ?? "", name: option["name"]?.string ?? "", color: option["color"]?.string ?? "")
        }
        valueType = stored["value_type"]?.string ?? ""
        ldap = stored["ldap"]?.string ?? ""
        saml = stored["saml"]?.string ?? ""
        managed = stored["managed"]?.string ?? ""
        displayName = stored["display_name"]?.string ?? ""
    }

    var json: JSONObject {
        let order: JSONValue = Int64(exactly: sortOrder).map { .integer($0) } ?? .double(sortOrder)
        let list = options.map { ["id": .string($0.id), "name": .string($0.name), "color": .string($0.color)] as JSONValue }
        var object: JSONObject = [
            "visibility": .string(visibility), "sort_order": order, "options": options.isEmpty ? .null : .array(list),
            "value_type": .string(valueType), "ldap": .string(ldap), "saml": .string(saml), "managed": .string(managed),
        ]
        if !displayName.isEmpty { object["display_name"] = .string(displayName) }
        return object
    }
}

extension APIError {
    static let profileFieldInvalid = APIError(
        "app.custom_profile_attributes.sanitize_and_validate.app_error", 422, "The attribute cannot be stored like this.")
    static let profileFieldNotFound = APIError(
        "app.custom_profile_attributes.property_field_not_found.app_error", 404, "There is no such attribute.")
    static let profileFieldNameTaken = APIError(
        "app.custom_profile_attributes.create_property_field.app_error", 409, "Another attribute has this name already.")
    static let profileFieldLimit = APIError(
        "app.custom_profile_attributes.limit_reached.app_error", 422, "There are as many attributes as there may be.")
    static let profileValueInvalid = APIError(
        "app.custom_profile_attributes.validate_value.app_error", 422, "The value does not fit the attribute.")
    static let profileFieldIsManaged = APIError(
        "app.custom_profile_attributes.property_field_is_managed.app_error", 403, "Only administrators fill this attribute in.")
}
