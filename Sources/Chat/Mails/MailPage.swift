internal import Outside
internal import Wire

/// What a mail looks like: one page in HTML, and the same as plain text. Styles are few and stand beside the tags, as mail
/// programs want it.
struct MailPage: Sendable {
    /// Something quoted: a message, by somebody, at a time.
    struct Quote: Sendable {
        let author: String
        let time: String
        let text: String
        let html: String
    }

    enum Look: Sendable {
        /// A few sentences under the site's sign.
        case notice
        /// With pictures that the web client brings along, and who to write to.
        case page(pictures: [String], linksHome: Bool)
        /// Nothing but words.
        case bare
    }

    var title = ""
    var sentences: [String] = []
    var quote: Quote?
    var link: (label: String, address: String)?
    var look = Look.notice
    /// Several messages in one mail; only their titles, quotes and links are shown.
    var parts: [MailPage] = []
    /// Whether the author's picture travels with the mail.
    var hasFace = false
    static let face = "user-avatar.png"

    func text(organisation: String) -> String {
        var parts = title.isEmpty ? [] : [title]
        parts += sentences
        if let quote {
            parts.append([("\(quote.author) \(quote.time)").trimmed, quote.text].filter { !$0.isEmpty }.joined(separator: "\n"))
        }
        for part in self.parts { parts.append(part.text(organisation: "")) }
        if let link { parts.append("\(link.label):\n\(link.address)") }
        if !organisation.isEmpty { parts.append(organisation) }
        return parts.joined(separator: "\n\n")
    }

    /// `site`: where this server is; `contact`: whom to ask.
    func html(site: String, contact: String, organisation: String) -> String {
        let words = HTMLText.encoded
        var body = sign(site)
        if !title.isEmpty { body += "<h2 style=\"font-size:20px\">\(words(title))</h2>" }
        body += sentences.map { "<p>\(words($0))</p>" }.joined()
        body += quoted + button
        for part in parts { body += "<h3>\(words(part.title))</h3>\(part.quoted)\(part.button)" }
        if case .page(let pictures, _) = look {
            body += pictures.map { "<p><img src=\"\(words(site + "/static/images/" + $0))\" alt=\"\" width=\"240\"></p>" }.joined()
            if !contact.isEmpty {
                body += "<p style=\"color:#666;font-size:12px\">Questions? <a href=\"mailto:\(words(contact))\">Write to us.</a></p>"
            }
        }
        if !organisation.isEmpty { body += "<p style=\"color:#666;font-size:12px\">\(words(organisation))</p>" }
        return """
            <!DOCTYPE html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif;color:#222;max-width:640px;\
            margin:24px auto;padding:0 16px">\(body)</body></html>
            """
    }

    private func sign(_ site: String) -> String {
        switch look {
        case .bare: ""
        case .notice: "<p><img src=\"\(HTMLText.encoded(site))/static/images/logo-email.png\" alt=\"\" height=\"32\"></p>"
        case .page(_, let linksHome):
            "<p>\(linksHome ? "<a href=\"\(HTMLText.encoded(site))\">" : "")<img src=\"\(HTMLText.encoded(site))"
                + "/static/images/logo_email_dark.png\" alt=\"\" height=\"32\">\(linksHome ? "</a>" : "")</p>"
        }
    }

    private var button: String {
        guard let link else { return "" }
        return """
            <p><a href="\(HTMLText.encoded(link.address))" style="display:inline-block;padding:10px 18px;border-radius:4px;\
            background:#1f5fbf;color:#fff;text-decoration:none">\(HTMLText.encoded(link.label))</a></p>
            """
    }

    private var quoted: String {
        guard let quote else { return "" }
        let face = hasFace ? "<img src=\"cid:\(Self.face)\" alt=\"\" width=\"32\" height=\"32\" style=\"border-radius:16px\"> " : ""
        return """
            <div style="border-left:3px solid #ddd;padding-left:12px"><p>\(face)<b>\(HTMLText.encoded(quote.author))</b> \
            <span style="color:#666">\(HTMLText.encoded(quote.time))</span></p>\(quote.html)</div>
            """
    }
}
