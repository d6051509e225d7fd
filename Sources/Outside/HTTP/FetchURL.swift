internal import CCurl

/// Addresses as curl itself reads them, so that what is checked is what is connected to.
public enum FetchURL {
    /// The absolute form, or `nil` when it is no address of http or https with a host. `base` is what a relative one is
    /// relative to.
    public static func absolute(_ text: String, from base: String? = nil) -> String? {
        with(text, base) { handle in part(handle, CURLUPART_URL) }
    }

    /// The host as it is connected to, in small letters and without brackets.
    public static func host(_ text: String) -> String? {
        with(text, nil) { handle in
            part(handle, CURLUPART_HOST).map { host in
                let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
                return bare.lowercased()
            }
        }
    }

    /// Host and port as they stand in the address, for people to read.
    public static func authority(_ text: String) -> String {
        text.split(separator: "/", omittingEmptySubsequences: true).dropFirst(text.contains("://") ? 1 : 0).first.map(String.init) ?? text
    }

    private static func with(_ text: String, _ base: String?, _ body: (OpaquePointer) -> String?) -> String? {
        guard text.utf8.count <= 8_192, !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }), let handle = curl_url() else {
            return nil
        }
        defer { curl_url_cleanup(handle) }
        let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE)
        if let base, curl_url_set(handle, CURLUPART_URL, base, flags) != CURLUE_OK { return nil }
        guard curl_url_set(handle, CURLUPART_URL, text, flags) == CURLUE_OK else { return nil }
        guard let scheme = part(handle, CURLUPART_SCHEME)?.lowercased(), scheme == "http" || scheme == "https" else { return nil }
        guard let host = part(handle, CURLUPART_HOST), !host.isEmpty else { return nil }
        return body(handle)
    }

    private static func part(_ handle: OpaquePointer, _ part: CURLUPart) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
