internal import Wire

/// A value in a configuration document that the setting cannot take.
struct SettingProblem: Sendable {
    let section: Section
    let setting: any AnySetting
    /// The id of the broken rule, `nil` when the type was wrong.
    let refusal: String?

    var path: String { "\(section.name).\(setting.key)" }
    var complaint: String { "must be " + (refusal == nil ? setting.typeInWords : setting.demand) }

    /// As the API says it.
    var error: APIError {
        guard let refusal else { return .invalidParameter("config") }
        return APIError(refusal, 400, "\(path) \(complaint).")
    }
}

extension AnySetting {
    var typeInWords: String {
        switch kind {
        case "bool": "true or false"
        case "int": "a whole number"
        case "list": "a list of texts"
        case "json": "JSON, an object or a list"
        default: "a text"
        }
    }

    /// The keys from the section's object to the value.
    var path: [String] { key.split(separator: ".").map(String.init) }
}

extension Settings {
    /// Takes over what a document of sections says. Unknown names and `null` mean nothing; what cannot be taken stays as it was
    /// and is returned.
    mutating func apply(_ document: JSONObject, sections: [Section]) -> [SettingProblem] {
        let document = JSONFields(document)
        var problems: [SettingProblem] = []
        for section in sections {
            guard let object = document.value(section.name)?.object else { continue }
            for setting in section.settings {
                guard let json = JSONFields(object).value(at: setting.path) else { continue }
                guard let value = setting.read(json) else {
                    problems.append(SettingProblem(section: section, setting: setting, refusal: nil))
                    continue
                }
                if let refusal = setting.refusal(of: value) {
                    problems.append(SettingProblem(section: section, setting: setting, refusal: refusal))
                    continue
                }
                self[any: setting] = value
            }
        }
        return problems
    }

    /// A document of the sections with what `show` makes of each value; `nil` leaves a setting out.
    func document(_ sections: [Section], _ show: (Section, any AnySetting, StoredValue) -> JSONValue?) -> JSONObject {
        var document = JSONObject()
        for section in sections {
            var object = JSONObject()
            for setting in section.settings {
                if let value = show(section, setting, self[any: setting]) { object.insert(value, at: setting.path[...]) }
            }
            if !object.isEmpty { document[section.name] = .object(object) }
        }
        return document
    }
}

extension JSONObject {
    /// Puts a value below nested objects, which are made where they are missing.
    mutating func insert(_ value: JSONValue, at path: ArraySlice<String>) {
        guard let first = path.first else { return }
        if path.count == 1 { self[first] = value; return }
        var inner = self[first]?.object ?? JSONObject()
        inner.insert(value, at: path.dropFirst())
        self[first] = .object(inner)
    }
}

extension JSONFields {
    /// The value below nested objects; `nil` when there is none.
    func value(at path: [String]) -> JSONValue? {
        var fields = self
        for key in path.dropLast() {
            guard let inner = fields.value(key)?.object else { return nil }
            fields = JSONFields(inner)
        }
        return path.last.flatMap(fields.value)
    }
}
