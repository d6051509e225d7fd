/// Writing answers.
extension Connection {
    /// Writes an answer whose body is there.
    func write(_ response: HTTPResponse, to request: HTTPRequest?, keeps: Bool) {
        willWrite()
        let bytes = response.bytes ?? []
        let compresses = willCompress(response, size: Int64(bytes.count), for: request)
        if compresses { loop.deflater.compress(bytes) }
        let size = compresses ? loop.deflater.output.count : bytes.count
        var plan = plan(response, for: request, keeps: keeps)
        plan.length = .known(Int64(size))
        plan.isCompressed = compresses
        output.reserveCapacity(output.count + size + 512)
        plan.write(response, to: &output)
        guard plan.hasBody else { return }
        if compresses { output.append(contentsOf: loop.deflater.output) } else { output.append(contentsOf: bytes) }
    }

    private func plan(_ response: HTTPResponse, for request: HTTPRequest?, keeps: Bool) -> ResponsePlan {
        loop.clock.refresh()
        var plan = ResponsePlan(date: loop.clock.line)
        plan.keeps = keeps
        plan.isVersion10 = request?.isVersion10 ?? false
        plan.isHead = request?.isHead ?? false
        plan.status = response.status
        plan.varies = settings.compresses && isCompressible(response)
        return plan
    }

    private func isCompressible(_ response: HTTPResponse) -> Bool {
        guard response.mayCompress, let type = response.contentType, Compression.isText(type) else { return false }
        return response.status != 206 && response.field("content-encoding") == nil
    }

    private func willCompress(_ response: HTTPResponse, size: Int64, for request: HTTPRequest?) -> Bool {
        guard size >= Compression.threshold, settings.compresses, let request else { return false }
        return isCompressible(response) && Compression.isAccepted(by: request)
    }

    /// Writes an answer whose body comes piece by piece, as fast as the client takes it. False when it is not whole.
    func pour(_ response: HTTPResponse, length: Int64?, _ source: BodySource, to request: HTTPRequest, keeps: Bool) async -> Bool {
        var plan = plan(response, for: request, keeps: keeps)
        plan.isCompressed = willCompress(response, size: length ?? .max, for: request)
        if let length, !plan.isCompressed { plan.length = .known(length) } else { plan.length = plan.isVersion10 ? .untilClose : .chunked }
        willWrite()
        plan.write(response, to: &output)
        guard plan.hasBody else { return true }
        let deflater = plan.isCompressed ? Deflater() : nil
        var left = length ?? .max
        do {
            while let piece = try await source() {
                left -= Int64(piece.count)
                guard left >= 0 else { return false }
                guard !isClosed else { return false }
                write(piece: piece, deflater, isChunked: plan.length == .chunked, isLast: false)
                guard await hasRoom() else { return false }
            }
        } catch { return false }
        guard !isClosed, length == nil || left == 0 else { return false }
        if deflater != nil { write(piece: [], deflater, isChunked: plan.length == .chunked, isLast: true) }
        willWrite()
        if plan.length == .chunked { output.append(static: "0\r\n\r\n") }
        return plan.length != .untilClose || !keeps
    }

    private func write(piece: [UInt8], _ deflater: Deflater?, isChunked: Bool, isLast: Bool) {
        var bytes = piece
        if let deflater {
            deflater.piece(piece, isLast: isLast)
            bytes = deflater.output
        }
        guard !bytes.isEmpty else { return }
        willWrite()
        if isChunked {
            output.append(text: String(bytes.count, radix: 16))
            output.append(static: "\r\n")
        }
        output.append(contentsOf: bytes)
        if isChunked { output.append(static: "\r\n") }
    }
}

extension HTTPRequest {
    var isHead: Bool { head[methodRange].elementsEqual("HEAD".utf8) }
}
