/// What goes wrong at the edge of the process. Never shown to a client as it is: a feature turns it into an answer of its own.
public enum OutsideError: Error, Equatable, Sendable {
    /// The queue of a pool is full: the caller should say "try again later" instead of waiting without end.
    case tooBusy
    /// The pool has been stopped.
    case stopped
    case notFound
    /// A path that leaves the store's folder or cannot be a file's name.
    case badPath
    /// The bytes are not what they should be (a picture, an address); the text says what is wrong and holds nothing secret.
    case malformed(String)
    case tooLarge
    /// The operating system or a C library refused; the text is its own.
    case failed(String)
}

extension OutsideError: CustomStringConvertible {
    /// For the log, and for an operator whose server does not start.
    public var description: String {
        switch self {
        case .tooBusy: "too much is waiting already"
        case .stopped: "the server stops"
        case .notFound: "not found"
        case .badPath: "a path that is not allowed"
        case .malformed(let text), .failed(let text): text
        case .tooLarge: "too large"
        }
    }
}
