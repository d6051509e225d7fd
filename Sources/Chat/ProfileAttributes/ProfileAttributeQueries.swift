internal import Database
internal import Wire

/// Every statement about the lines that administrators add to profiles.
struct ProfileAttributeQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var profileAttributes: ProfileAttributeQueries<Access> { .init(tx: self) } }

extension ProfileField {
    static let columns: Columns = "id, groupid, name, type, attrs, createat, updateat, deleteat"

    init(_ row: inout Row) {
        self.init(
            id: row.next(), group: row.next(), name: row.next(), type: Kind(rawValue: row.next()) ?? .text,
            attrs: ProfileFieldAttributes(stored: row.next(JSONText.self).object), createAt: row.next(), updateAt: row.next(),
            deleteAt: row.next())
    }
}

extension ProfileAttributeQueries {
    static var groupName: String { "custom_profile_attributes" }

    /// The group of properties that these are; `nil` before the first was made.
    func group() throws -> String? { try tx.value("SELECT id FROM propertygroups WHERE name = \(Self.groupName)") }

    /// The living ones, in the order in which profiles show them.
    func fields(of group: String) throws -> [ProfileField] {
        try tx.rows(
            """
            SELECT \(ProfileField.columns) FROM propertyfields WHERE groupid = \(group) AND deleteat = 0 ORDER BY createat, id
            """
        ) { ProfileField(&$0) }.sorted { $0.attrs.sortOrder < $1.attrs.sortOrder }
    }

    func field(_ id: ID<ProfileField>, of group: String) throws -> ProfileField? {
        try tx.first(
            "SELECT \(ProfileField.columns) FROM propertyfields WHERE id = \(id) AND groupid = \(group) AND deleteat = 0"
        ) { ProfileField(&$0) }
    }

    /// Somebody's values by field, as JSON.
    func values(of user: ID<User>, group: String) throws -> [(field: String, value: JSONValue)] {
        try tx.rows(
            """
            SELECT v.fieldid, v.value FROM propertyvalues v JOIN propertyfields f ON f.id = v.fieldid AND f.deleteat = 0
            WHERE v.groupid = \(group) AND v.targettype = 'user' AND v.targetid = \(user) AND v.deleteat = 0 ORDER BY v.fieldid
            """
        ) { row in
            let field: String = row.next(), text = row.string()
            return (field: field, value: (try? JSONReader.read(text)) ?? .null)  // a damaged row shows as an empty value
        }
    }
}

extension ProfileAttributeQueries where Access == ReadWrite {
    /// The group, made when it is not there: of two that make it at once both find the same.
    func makeGroup(_ id: String) throws -> String {
        try tx.execute(
            "INSERT INTO propertygroups (id, name) VALUES (\(id), \(Self.groupName)) ON CONFLICT (name) DO NOTHING")
        return try group() ?? id
    }

    /// Lets nobody else add a field until this transaction ends, so that the limit holds.
    func lock(_ group: String) throws { try tx.execute("UPDATE propertygroups SET name = name WHERE id = \(group)") }

    func insert(_ field: ProfileField, by user: ID<User>) throws {
        try tx.execute(
            """
            INSERT INTO propertyfields (id, groupid, name, type, attrs, targetid, targettype, createat, updateat, deleteat, createdby,
                updatedby, objecttype, protected)
            VALUES (\(field.id), \(field.group), \(field.name), \(field.type.rawValue), \(json: JSONWriter.text(of: field.attrs.json)), '',
                '', \(field.createAt), \(field.updateAt), 0, \(user), \(user), '', FALSE)
            """)
    }

    func update(_ field: ProfileField, by user: ID<User>) throws {
        try tx.execute(
            """
            UPDATE propertyfields SET name = \(field.name), type = \(field.type.rawValue),
                attrs = \(json: JSONWriter.text(of: field.attrs.json)), updateat = \(field.updateAt), deleteat = \(field.deleteAt),
                updatedby = \(user) WHERE id = \(field.id)
            """)
    }

    /// Of a field whose values mean nothing any more.
    func removeValues(of field: ID<ProfileField>) throws { try tx.execute("DELETE FROM propertyvalues WHERE fieldid = \(field)") }

    func removeValues(of user: ID<User>) throws {
        try tx.execute("DELETE FROM propertyvalues WHERE targettype = 'user' AND targetid = \(user)")
    }

    func set(_ value: JSONValue, id: String, field: ProfileField, of user: ID<User>, by author: ID<User>, at time: Int64) throws {
        let text = JSONWriter.text(of: value)
        try tx.execute(
            """
            INSERT INTO propertyvalues (id, targetid, targettype, groupid, fieldid, value, createat, updateat, deleteat, createdby, updatedby)
            VALUES (\(id), \(user), 'user', \(field.group), \(field.id), \(json: text), \(time), \(time), 0, \(author), \(author))
            ON CONFLICT (groupid, targetid, fieldid) WHERE deleteat = 0
            DO UPDATE SET value = excluded.value, updateat = excluded.updateat, updatedby = excluded.updatedby
            """)
    }
}
