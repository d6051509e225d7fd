public import Foundation
import Glibc

extension Pipe {
    /// What comes next, nothing when the other end is closed.
    func piece() -> String {
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(fileHandleForReading.fileDescriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            return count <= 0 ? "" : String(decoding: piece[..<count], as: UTF8.self)
        }
    }

    /// Everything that is written until the other end closes. Foundation's own reading ends the process when a signal comes
    /// in between.
    public func text() -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(fileHandleForReading.fileDescriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }
}
