/// Which handler answers a method and a path. Built once; says what it holds, so that the map of the API can be checked.
///
/// Templates are as in the documentation, `/api/v4/channels/{channel_id}/posts`. A parameter takes one segment that is
/// not empty; `{id:alnum}` takes letters and digits only; `{rest*}` at the end takes everything. Literals win over
/// parameters, and where a literal leads nowhere the parameter beside it is tried.
public struct Router<Context: Sendable>: Sendable {
    public typealias Handler = @Sendable (HTTPRequest, Context) async throws -> HTTPResponse

    public struct Route: Sendable {
        public let method: String
        /// The template without the classes of its parameters: `/api/v4/users/{user_id}`.
        public let path: String
        public let handler: Handler
        /// Its place in `routes`.
        public let seat: Int
    }

    public enum Lookup: Sendable {
        case found(Route)
        /// The path is there, for these methods.
        case otherMethods([String])
        case nothing
    }

    private final class Node: @unchecked Sendable {  // not changed after the router is built
        var literals: [(text: [UInt8], node: Node)] = []
        var alphanumeric: Node?
        var parameter: Node?
        var rest: Node?
        var routes: [Route] = []

        func child(_ segment: Substring) -> Node {
            guard segment.hasPrefix("{") else { return literal(Array(segment.utf8)) }
            if segment.hasSuffix("*}") { return Self.existing(&rest) }
            return segment.hasSuffix(":alnum}") ? Self.existing(&alphanumeric) : Self.existing(&parameter)
        }

        private func literal(_ text: [UInt8]) -> Node {
            if let known = literals.first(where: { $0.text == text }) { return known.node }
            let node = Node()
            literals.append((text, node))
            return node
        }

        private static func existing(_ place: inout Node?) -> Node {
            let node = place ?? Node()
            place = node
            return node
        }
    }

    private let root = Node()
    public private(set) var routes: [Route] = []

    public init() {}

    public mutating func add(_ method: String, _ path: String, _ handler: @escaping Handler) {
        precondition(path.hasPrefix("/"), "\(path) does not begin with a slash")
        var node = root
        for segment in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) { node = node.child(segment) }
        precondition(!node.routes.contains { $0.method == method }, "\(method) \(path) is there twice")
        let route = Route(method: method, path: Self.plain(path), handler: handler, seat: routes.count)
        node.routes.append(route)
        routes.append(route)
    }

    private static func plain(_ path: String) -> String {
        guard path.utf8.contains(UInt8(ascii: ":")) else { return path }
        return path.split(separator: ":alnum}", omittingEmptySubsequences: false).joined(separator: "}")
    }

    /// Finds the route and fills in the request's `parameters`.
    public func find(_ request: inout HTTPRequest) -> Lookup {
        let path = request.pathRange
        guard !path.isEmpty, request.head[path.lowerBound] == UInt8(ascii: "/") else { return .nothing }
        var search = Search(method: request.method)
        let route = request.head.withUnsafeBufferPointer { head in search.descend(root, head, path.lowerBound + 1..<path.upperBound) }
        guard let route else { return search.otherMethods.isEmpty ? .nothing : .otherMethods(search.otherMethods) }
        request.parameters = search.captures.map { percentDecoded(bytes: request.head[$0]) }
        return .found(route)
    }

    /// One walk down the tree, with what it met on its way.
    private struct Search {
        let method: String
        var captures: [Range<Int>] = []
        var otherMethods: [String] = []

        mutating func descend(_ node: Node, _ head: UnsafeBufferPointer<UInt8>, _ path: Range<Int>) -> Route? {
            var end = path.lowerBound
            while end < path.upperBound, head[end] != UInt8(ascii: "/") { end += 1 }
            let segment = path.lowerBound..<end, rest = end < path.upperBound ? end + 1..<path.upperBound : nil
            for literal in node.literals where isEqual(literal.text, head, segment) {
                if let route = enter(literal.node, head, rest) { return route }
            }
            if !segment.isEmpty {
                captures.append(segment)
                if let child = node.alphanumeric, head[segment].allSatisfy(isAlphanumeric), let route = enter(child, head, rest) {
                    return route
                }
                if let child = node.parameter, let route = enter(child, head, rest) { return route }
                captures.removeLast()
            }
            guard let tail = node.rest else { return nil }
            captures.append(path)
            if let route = enter(tail, head, nil) { return route }
            captures.removeLast()
            return nil
        }

        private mutating func enter(_ node: Node, _ head: UnsafeBufferPointer<UInt8>, _ rest: Range<Int>?) -> Route? {
            if let rest { return descend(node, head, rest) }
            for route in node.routes where route.method == method { return route }
            otherMethods += node.routes.map(\.method)
            return nil
        }
    }
}

/// A segment is the literal, plainly or behind percent escapes.
private func isEqual(_ text: [UInt8], _ head: UnsafeBufferPointer<UInt8>, _ segment: Range<Int>) -> Bool {
    guard text.count == segment.count else {
        guard segment.count > text.count, head[segment].contains(UInt8(ascii: "%")) else { return false }
        return percentDecoded(bytes: Array(head[segment])[...]).utf8.elementsEqual(text)
    }
    for index in 0..<text.count where text[index] != head[segment.lowerBound + index] { return false }
    return true
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
}
