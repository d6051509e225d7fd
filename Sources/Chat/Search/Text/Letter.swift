/// What a character is to the search.
enum Letter {
    case separator
    /// Neither a letter nor the end of a word: accents that stand alone, invisible joiners.
    case ignored
    /// A letter or digit, small and without its accent.
    case letter(String)
    /// Of a script without blanks between words.
    case ideograph

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: self = .letter(String(scalar))
        case 0x41...0x5A: self = .letter(String(Unicode.Scalar(UInt8(scalar.value + 0x20))))
        case 0..<0x80: self = .separator
        case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF, 0x300...0x36F, 0xFE00...0xFE0F: self = .ignored
        default: self = Self.other(scalar)
        }
    }

    private static func other(_ scalar: Unicode.Scalar) -> Letter {
        // full-width forms of ASCII
        if (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0) { return Letter(plain) }
        if isIdeograph(scalar.value) { return scalar.properties.isAlphabetic || isMark(scalar) ? .ideograph : .separator }
        guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isMark(scalar) else { return .separator }
        // a small letter may be several: what it is made of is looked up one by one
        let small = scalar.properties.lowercaseMapping.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }
        return small.isEmpty ? .ignored : .letter(small.map { plain[$0] ?? String($0) }.joined())
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark: true
        default: false
        }
    }

    private static func isIdeograph(_ value: UInt32) -> Bool {
        switch value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true  // Thai, Lao, Burmese, Khmer
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: true  // Hangul
        case 0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: true  // kana
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true  // Han
        default: false
        }
    }

    /// Small letters by what people type for them.
    private static let plain: [Unicode.Scalar: String] = {
        let table = """
            a àáâãäåāăąǎ c çćĉċč d ďđð e èéêëēĕėęě g ĝğġģ h ĥħ i ìíîïĩīĭįıǐ j ĵ k ķ l ĺļľŀł n ñńņňŉ o òóôõöøōŏőǒ r ŕŗř s śŝşšș t ţťŧț \
            u ùúûüũūŭůűųǔ w ŵ y ýÿŷ z źżž ss ß ae æ oe œ th þ а ӑ е ё и й α ά ε έ η ή ι ίϊΐ ο ό υ ύϋΰ ω ώ σ ς
            """.split(separator: " ")
        var plain: [Unicode.Scalar: String] = [:]
        for index in stride(from: 0, to: table.count - 1, by: 2) {
            for scalar in table[index + 1].unicodeScalars { plain[scalar] = String(table[index]) }
        }
        return plain
    }()
}
