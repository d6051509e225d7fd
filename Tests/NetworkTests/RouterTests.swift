import Testing

@testable import Network

struct RouterTests {
    private static let router: Router<String> = {
        var router = Router<String>()
        for (method, path) in [
            ("GET", "/"), ("GET", "/teams/name/{name}"), ("GET", "/teams/{id:alnum}/members"), ("GET", "/teams/{id}"),
            ("DELETE", "/teams/{id}"),
            ("POST", "/teams/search"), ("GET", "/teams/{id}/channels/name/{name}"), ("GET", "/static/{file*}"),
        ] { router.add(method, path) { _, _ in HTTPResponse() } }
        return router
    }()

    private func find(_ method: String, _ target: String) -> String {
        var request = HTTPRequest(method, target)
        switch Self.router.find(&request) {
        case .found(let route): return ([route.path] + request.parameters).joined(separator: " ")
        case .otherMethods(let methods): return "other: \(methods.joined(separator: ","))"
        case .nothing: return "nothing"
        }
    }

    @Test(arguments: [
        ("GET", "/", "/"), ("GET", "/teams/name/a", "/teams/name/{name} a"), ("GET", "/teams/name/members", "/teams/name/{name} members"),
        ("GET", "/teams/name", "/teams/{id} name"), ("GET", "/teams/abc/members?x=y", "/teams/{id}/members abc"),
        ("GET", "/teams/a-c/members", "nothing"), ("DELETE", "/teams/search", "/teams/{id} search"),
        ("GET", "/teams/search", "/teams/{id} search"),
        ("PUT", "/teams/search", "other: POST,GET,DELETE"), ("GET", "/teams/a%2Fb%20c", "/teams/{id} a/b c"),
        ("GET", "/te%61ms/a", "/teams/{id} a"),
        ("GET", "/teams/t/channels/name/n", "/teams/{id}/channels/name/{name} t n"), ("GET", "/static/a/b.js", "/static/{file*} a/b.js"),
        ("GET", "/teams/", "nothing"), ("GET", "//teams/a", "nothing"), ("GET", "/nowhere", "nothing"), ("OPTIONS", "*", "nothing"),
    ])
    func literalsWinAndParametersAreTriedBesideThem(_ method: String, _ target: String, _ expected: String) {
        #expect(find(method, target) == expected)
    }

    @Test func theListSaysWhatIsThere() {
        #expect(Self.router.routes.map(\.path).contains("/teams/{id}/members"))
        #expect(Self.router.routes.count == 8)
    }

    @Test func queriesAreReadAsForms() {
        let request = HTTPRequest("GET", "/?a=1&b=x+y%2B&a=2&c&bad=%zz&%61b=3")
        #expect(request.queryValue("a") == "1" && request.queryValues("a") == ["1", "2"])
        #expect(request.queryValue("b") == "x y+" && request.queryValue("c")?.isEmpty == true)
        #expect(request.queryValue("bad") == nil && request.queryValue("ab") == "3" && request.queryValue("d") == nil)
    }

    @Test(arguments: [
        ("10.1.2.3", "10.0.0.0/8", true), ("11.1.2.3", "10.0.0.0/8", false), ("::1", "::1", true), ("fd00::5", "fd00::/8", true),
        ("10.0.0.1", "0.0.0.0/0", true), ("::1", "0.0.0.0/0", false), ("172.31.0.1", "172.16.0.0/12", true),
        ("172.32.0.1", "172.16.0.0/12", false),
    ])
    func rangesHoldWhatBeginsAlike(_ address: String, _ range: String, _ holds: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(#require(IPAddress(address))) == holds)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/8/8", "ten", "::/129", "1.2.3/8"])
    func whatIsNoRangeIsNil(_ text: String) { #expect(AddressRange(text) == nil) }
}
