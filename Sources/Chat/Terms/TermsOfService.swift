internal import Wire

/// What people are asked to accept.
struct TermsOfService: Sendable, JSONWritable {
    let id: ID<TermsOfService>
    let createAt: Int64
    /// Who wrote them.
    let user: ID<User>
    let text: String
    static let longest = 16_383

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("create_at", createAt)
            json.field("user_id", user)
            json.field("text", text)
        }
    }
}

/// That somebody accepted some terms.
struct AcceptedTerms: Sendable, JSONWritable {
    let user: ID<User>
    let terms: ID<TermsOfService>
    let createAt: Int64

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("user_id", user)
            json.field("terms_of_service_id", terms)
            json.field("create_at", createAt)
        }
    }
}

extension APIError {
    static let termsMissing = APIError("app.terms_of_service.get.no_rows.app_error", 404, "There are no terms of service.")
    static let termsAreOff = APIError(
        "api.create_terms_of_service.custom_terms_of_service_disabled.app_error", 400, "Terms of service are switched off.")
    static let termsEmpty = APIError("api.create_terms_of_service.empty_text.app_error", 400, "The terms of service have no text.")
    static let termsTooLong = APIError("model.terms_of_service.is_valid.text.app_error", 400, "The terms of service are too long.")
    static let termsNotAccepted = APIError(
        "app.user_terms_of_service.get_by_user.no_rows.app_error", 404, "You have not accepted the terms of service.")
}
