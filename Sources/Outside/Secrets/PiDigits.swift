internal import CCrypto

/// The binary digits of pi behind the point, by Machin's formula: pi = 16 atan(1/5) - 4 atan(1/239).
enum PiDigits {
    private static let guardBits: Int32 = 64

    static func words(_ count: Int) -> [UInt32] {
        let bits = Int32(count * 32) + guardBits
        let fifth = arcTangent(5, times: 16, bits), small = arcTangent(239, times: 4, bits)
        defer {
            BN_free(fifth)
            BN_free(small)
        }
        BN_sub(fifth, fifth, small)
        BN_rshift(fifth, fifth, guardBits)
        BN_mask_bits(fifth, Int32(count * 32))  // the three before the point goes
        var bytes = [UInt8](repeating: 0, count: count * 4)
        BN_bn2binpad(fifth, &bytes, Int32(bytes.count))
        return (0..<count).map { word in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[word * 4 + $1]) } }
    }

    /// `times` atan(1/x), scaled by 2^bits: the sum of ±1/((2k+1) x^(2k+1)).
    private static func arcTangent(_ x: UInt, times: UInt, _ bits: Int32) -> OpaquePointer? {
        let sum = BN_new(), power = BN_new(), term = BN_new()
        defer {
            BN_free(power)
            BN_free(term)
        }
        BN_set_word(power, times)
        BN_lshift(power, power, bits)
        BN_div_word(power, x)
        BN_copy(sum, power)
        var odd: UInt = 1
        while BN_is_zero(power) == 0 {
            BN_div_word(power, x * x)
            odd += 2
            BN_copy(term, power)
            BN_div_word(term, odd)
            if odd & 2 == 2 { BN_sub(sum, sum, term) } else { BN_add(sum, sum, term) }
        }
        return sum
    }
}
