/// English words without their endings, after Porter's published rules, so that "run" finds "running". Words of other
/// languages may lose an ending, too; since texts and queries lose the same one, little harm is done.
struct WordStem {
    private var letters: [UInt8]

    /// The stem; words with anything but the letters a to z are their own.
    static func of(_ word: String) -> String {
        let letters = Array(word.utf8)
        guard letters.count > 2, letters.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
        var stem = WordStem(letters: letters)
        stem.dropPlural()
        stem.dropPastAndProgressive()
        if stem.ends(with: "y"), stem.hasVowel(before: 1) { stem.replaceLast(1, by: "i") }
        stem.replace(Self.long, whenMeasured: 1)
        stem.replace(Self.medium, whenMeasured: 1)
        stem.dropSuffix()
        stem.tidy()
        return String(decoding: stem.letters, as: UTF8.self)
    }

    private static let long: [(StaticString, StaticString)] = [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ]
    private static let medium: [(StaticString, StaticString)] = [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ]
    private static let suffixes: [StaticString] = [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic",
        "ou",
    ]
}

extension WordStem {
    private mutating func dropPlural() {
        if ends(with: "sses") || ends(with: "ies") {
            letters.removeLast(2)
        } else if ends(with: "s"), !ends(with: "ss") {
            letters.removeLast()
        }
    }

    private mutating func dropPastAndProgressive() {
        if ends(with: "eed") {
            if measure(before: 3) > 0 { letters.removeLast() }
            return
        }
        if ends(with: "ed"), hasVowel(before: 2) {
            letters.removeLast(2)
        } else if ends(with: "ing"), hasVowel(before: 3) {
            letters.removeLast(3)
        } else {
            return
        }
        if ends(with: "at") || ends(with: "bl") || ends(with: "iz") {
            letters.append(UInt8(ascii: "e"))
        } else if endsInDouble, let last = letters.last, !"lsz".utf8.contains(last) {
            letters.removeLast()
        } else if measure(before: 0) == 1, endsShort(before: 0) {
            letters.append(UInt8(ascii: "e"))
        }
    }

    private mutating func replace(_ table: [(StaticString, StaticString)], whenMeasured least: Int) {
        // the longest ending that fits decides, whether or not it may go
        let fitting = table.filter { ends(with: $0.0) }.max { $0.0.utf8CodeUnitCount < $1.0.utf8CodeUnitCount }
        guard let (ending, replacement) = fitting, measure(before: ending.utf8CodeUnitCount) >= least else { return }
        replaceLast(ending.utf8CodeUnitCount, by: replacement)
    }

    private mutating func dropSuffix() {
        guard let suffix = Self.suffixes.first(where: { ends(with: $0) }) else { return }
        let count = suffix.utf8CodeUnitCount
        guard measure(before: count) > 1 else { return }
        if "\(suffix)" == "ion" {
            let before = letters.dropLast(count).last
            guard before == UInt8(ascii: "s") || before == UInt8(ascii: "t") else { return }
        }
        letters.removeLast(count)
    }

    private mutating func tidy() {
        if ends(with: "e") {
            let measure = measure(before: 1)
            if measure > 1 || (measure == 1 && !endsShort(before: 1)) { letters.removeLast() }
        }
        if ends(with: "ll"), measure(before: 0) > 1 { letters.removeLast() }
    }

    private func ends(with ending: StaticString) -> Bool {
        let count = ending.utf8CodeUnitCount
        guard letters.count > count else { return false }
        return letters.suffix(count).elementsEqual(UnsafeBufferPointer(start: ending.utf8Start, count: count))
    }

    private mutating func replaceLast(_ count: Int, by text: StaticString) {
        letters.removeLast(count)
        letters.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private func isConsonant(_ index: Int) -> Bool {
        switch letters[index] {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): false
        case UInt8(ascii: "y"): index == 0 || !isConsonant(index - 1)
        default: true
        }
    }

    private func hasVowel(before count: Int) -> Bool { (0..<(letters.count - count)).contains { !isConsonant($0) } }

    /// How many times a vowel is followed by a consonant.
    private func measure(before count: Int) -> Int {
        var measure = 0, wasVowel = false
        for index in 0..<(letters.count - count) {
            let isVowel = !isConsonant(index)
            if wasVowel, !isVowel { measure += 1 }
            wasVowel = isVowel
        }
        return measure
    }

    private var endsInDouble: Bool {
        let count = letters.count
        return count > 1 && letters[count - 1] == letters[count - 2] && isConsonant(count - 1)
    }

    /// Consonant, vowel, consonant, the last of which is not w, x or y: as in "hop".
    private func endsShort(before count: Int) -> Bool {
        let end = letters.count - count
        guard end > 2, isConsonant(end - 1), !isConsonant(end - 2), isConsonant(end - 3) else { return false }
        return !"wxy".utf8.contains(letters[end - 1])
    }
}
