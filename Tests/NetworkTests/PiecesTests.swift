import Testing

@testable import Network

/// The corpus in pieces of every size: where input is cut must not change what is read.
struct PiecesTests {
    @Test(arguments: [1, 2, 3, 5, 13])
    func requestsInPiecesAreReadAsInOne(_ size: Int) throws {
        for item in try Corpus.cases("http") {
            #expect(requests(item.bytes, size) == requests(item.bytes, .max), "\(item.name)")
        }
    }

    private func requests(_ bytes: [UInt8], _ size: Int) -> [String] {
        var parser = HTTPParser(), read: [String] = [], body: [UInt8] = [], start = 0
        while start < bytes.count {
            let end = size > bytes.count - start ? bytes.count : start + size
            bytes[start..<end].withUnsafeBytes { parser.receive($0) }
            start = end
            do throws(Refusal) {
                while let part = try parser.next() {
                    switch part {
                    case .head(let request): (body, read) = ([], read + ["\(request.method) \(request.target) \(request.allFields)"])
                    case .body(let piece): body += piece
                    case .end: read.append("\(body)")
                    }
                }
            } catch { return read + ["\(error)"] }
        }
        return read
    }

    @Test(arguments: [1, 2, 3, 7])
    func framesInPiecesAreReadAsInOne(_ size: Int) throws {
        for item in try Corpus.cases("websocket") where item.bytes.count < 9_000 {
            #expect(messages(item.bytes, size) == messages(item.bytes, .max), "\(item.name)")
        }
    }

    private func messages(_ bytes: [UInt8], _ size: Int) -> [String] {
        var parser = WebSocketParser(), read: [String] = [], start = 0
        while start < bytes.count {
            let end = size > bytes.count - start ? bytes.count : start + size
            bytes[start..<end].withUnsafeBytes { parser.receive($0) }
            start = end
            do throws(WebSocketParser.Refusal) {
                while let message = try parser.next() { read.append("\(message)") }
            } catch { return read + ["\(error)"] }
        }
        return read
    }
}
