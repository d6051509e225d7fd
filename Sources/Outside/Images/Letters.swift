/// Capital letters and digits as a few lines each, on a grid four wide and six high.
enum Letters {
    struct Stroke {
        let start: SIMD2<Float>
        let end: SIMD2<Float>

        func squaredDistance(to point: SIMD2<Float>) -> Float {
            let along = end - start, offset = point - start
            let length = (along * along).sum()
            let share = length == 0 ? 0 : min(1, max(0, (offset * along).sum() / length))
            let gap = offset - along * share
            return (gap * gap).sum()
        }
    }

    static let thickness: Float = 9
    private static let unit: Float = 10.5
    private static let origin = SIMD2<Float>(64 - 2 * unit, 64 - 3 * unit)

    /// Lines through points "xy"; a blank lifts the pen. Corners are cut where a pen would turn.
    private static let shapes: [Character: String] = [
        "A": "06 20 46 ~ 14 34", "B": "06 00 30 41 42 33 03 ~ 33 44 45 36 06", "C": "41 30 10 01 05 16 36 45",
        "D": "00 20 42 44 26 06 00", "E": "40 00 06 46 ~ 03 33", "F": "40 00 06 ~ 03 33", "G": "41 30 10 01 05 16 36 45 43 23",
        "H": "00 06 ~ 40 46 ~ 03 43", "I": "20 26 ~ 10 30 ~ 16 36", "J": "40 45 36 16 05", "K": "00 06 ~ 40 03 46", "L": "00 06 46",
        "M": "06 00 23 40 46", "N": "06 00 46 40", "O": "10 30 41 45 36 16 05 01 10", "P": "06 00 30 41 42 33 03",
        "Q": "10 30 41 45 36 16 05 01 10 ~ 24 46", "R": "06 00 30 41 42 33 03 ~ 23 46", "S": "41 30 10 01 02 13 33 44 45 36 16 05",
        "T": "00 40 ~ 20 26", "U": "00 05 16 36 45 40", "V": "00 26 40", "W": "00 16 22 36 40", "X": "00 46 ~ 40 06",
        "Y": "00 23 40 ~ 23 26", "Z": "00 40 06 46", "0": "10 30 41 45 36 16 05 01 10 ~ 32 14", "1": "11 20 26 ~ 16 36",
        "2": "01 10 30 41 42 06 46", "3": "01 10 30 41 42 33 13 ~ 33 44 45 36 16 05", "4": "36 30 04 44", "5": "40 00 03 33 44 45 36 06",
        "6": "40 20 02 05 16 36 45 44 33 03", "7": "00 40 16", "8": "13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33",
        "9": "06 26 44 41 30 10 01 02 13 43", "-": "03 43", "_": "06 46", ".": "26 26",
    ]

    /// The strokes, in pixels, of the first character that has a shape; a dot for names without any.
    static func strokes(of name: String) -> [Stroke] {
        let letter = name.uppercased().first { shapes[$0] != nil && ($0.isLetter || $0.isNumber) } ?? "."
        var strokes: [Stroke] = [], pen: SIMD2<Float>?
        for word in (shapes[letter] ?? "26 26").split(separator: " ") {
            let place = point(word)
            if let place, let pen { strokes.append(Stroke(start: pen, end: place)) }
            pen = place
        }
        return strokes
    }

    private static func point(_ word: Substring) -> SIMD2<Float>? {
        guard let value = Int(word) else { return nil }  // "~" lifts the pen
        return origin + SIMD2(Float(value / 10), Float(value % 10)) * unit
    }
}
