extension Bitmap {
    /// As large as fits into the box with its sides in the same proportion; small pictures grow.
    public func fitted(_ boxWidth: Int, _ boxHeight: Int) -> Bitmap {
        if height * boxWidth > width * boxHeight {
            return resized(max(1, (width * boxHeight + height / 2) / height), boxHeight)
        }
        return resized(boxWidth, max(1, (height * boxWidth + width / 2) / width))
    }

    /// Exactly this large. Each new pixel is the average of the ones around its place, nearer ones counting more; one row of
    /// the new picture is made at a time, so little memory is taken beside the two pictures.
    public func resized(_ newWidth: Int, _ newHeight: Int) -> Bitmap {
        guard newWidth != width || newHeight != height else { return self }
        let columns = Taps.all(from: width, to: newWidth), rows = Taps.all(from: height, to: newHeight)
        var out = [UInt8](repeating: 0, count: newWidth * newHeight * 4)
        var narrowed: [Int: [SIMD4<Float>]] = [:]  // source rows at their new width, as long as rows to come need them
        for (y, tap) in rows.enumerated() {
            narrowed = narrowed.filter { $0.key >= tap.first }
            var row = [SIMD4<Float>](repeating: .zero, count: newWidth)
            for (offset, weight) in tap.weights.enumerated() {
                let source = narrowed[tap.first + offset] ?? self.narrowed(row: tap.first + offset, columns)
                narrowed[tap.first + offset] = source
                for x in 0..<newWidth { row[x] += source[x] * weight }
            }
            for x in 0..<newWidth { Self.put(row[x], at: (y * newWidth + x) * 4, in: &out) }
        }
        return Bitmap(width: newWidth, height: newHeight, pixels: out)
    }

    /// Colours are weighted by opacity, so that what is hidden under a transparent pixel does not shine through.
    private func narrowed(row: Int, _ columns: [Taps]) -> [SIMD4<Float>] {
        pixels.withUnsafeBufferPointer { pixels in
            columns.map { tap in
                var sum = SIMD4<Float>.zero, at = (row * width + tap.first) * 4
                for weight in tap.weights {
                    let alpha = Float(pixels[at + 3])
                    sum += SIMD4(Float(pixels[at]) * alpha, Float(pixels[at + 1]) * alpha, Float(pixels[at + 2]) * alpha, alpha) * weight
                    at += 4
                }
                return sum
            }
        }
    }

    private static func put(_ sum: SIMD4<Float>, at: Int, in out: inout [UInt8]) {
        guard sum.w > 0 else { return }
        let colour = sum / sum.w
        for part in 0..<3 { out[at + part] = UInt8(min(255, max(0, colour[part] + 0.5))) }
        out[at + 3] = UInt8(min(255, sum.w + 0.5))
    }

    /// Without transparency.
    var onWhite: Bitmap {
        var copy = self
        for at in stride(from: 0, to: pixels.count, by: 4) where pixels[at + 3] != 255 {
            let alpha = Int(pixels[at + 3])
            for part in 0..<3 { copy.pixels[at + part] = UInt8((Int(pixels[at + part]) * alpha + 255 * (255 - alpha)) / 255) }
            copy.pixels[at + 3] = 255
        }
        return copy
    }
}

/// Which old pixels a new one is made of, and how much each counts.
private struct Taps {
    let first: Int
    let weights: [Float]

    /// A triangle as wide as the picture shrinks; two neighbours when it grows.
    static func all(from old: Int, to new: Int) -> [Taps] {
        let scale = Float(old) / Float(new), reach = max(1, scale)
        return (0..<new).map { place in
            let centre = (Float(place) + 0.5) * scale - 0.5
            let first = max(0, Int((centre - reach).rounded(.up))), last = min(old - 1, Int((centre + reach).rounded(.down)))
            let weights = (first...max(first, last)).map { max(0, 1 - abs(Float($0) - centre) / reach) }
            let sum = weights.reduce(0, +)
            guard sum > 0 else { return Taps(first: min(first, old - 1), weights: [1]) }
            return Taps(first: first, weights: weights.map { $0 / sum })
        }
    }
}
