internal import Database
internal import Wire

/// Sets new terms, which everybody is asked to accept. The same text again changes nothing, or they would be asked twice.
struct CreateTerms {
    let text: String
    let author: ID<User>
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> TermsOfService {
        if let newest = try tx.terms.newest(), newest.text == text { return newest }
        let terms = TermsOfService(id: services.newID(), createAt: services.now(), user: author, text: text)
        try tx.terms.insert(terms)
        // The id is part of the client view: nodes and clients read it again.
        tx.signal(.settingsChanged)
        return terms
    }
}

/// Notes that somebody accepts terms, or that they do not.
struct AnswerTerms {
    let user: ID<User>
    let terms: ID<TermsOfService>
    let isAccepted: Bool
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard try tx.terms.exists(terms) else { throw APIError.invalidParameter("terms_of_service_id") }
        if isAccepted {
            try tx.terms.accept(AcceptedTerms(user: user, terms: terms, createAt: services.now()))
        } else {
            try tx.terms.forget(user)
        }
        // Their own profile says what they accepted.
        tx.signal(.userChanged(user))
    }
}
