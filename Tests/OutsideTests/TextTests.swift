import Outside
import Testing

struct TextTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func base64OfTheStandard(_ plain: String, _ coded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == coded)
        #expect(Base64.decode(coded) == Array(plain.utf8))
        #expect(Base64.decode(coded.filter { $0 != "=" }) == Array(plain.utf8))
    }

    @Test func bothAlphabetsAreRead() {
        let bytes: [UInt8] = [0xFB, 0xFF, 0xFE]
        #expect(Base64.encode(bytes) == "+//+" && Base64.encode(bytes, padded: false, urlSafe: true) == "-__-")
        #expect(Base64.decode("+//+") == bytes && Base64.decode("-__-") == bytes)
    }

    @Test(arguments: ["Z", "Zg=", "Zg===", "Z===", "Zh==", "Zg==Zg==", "Zm9v\n", "Zm 9v", "Zm9é"])
    func whatIsNoBase64IsRefused(_ text: String) { #expect(Base64.decode(text) == nil) }

    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
    func base32OfTheStandard(_ plain: String, _ coded: String) {
        #expect(Base32.encode(Array(plain.utf8)) == coded)
        #expect(Base32.decode(coded.lowercased() + "==") == Array(plain.utf8))
    }

    @Test func hexBothWays() {
        #expect(Hex.encode([0, 0xAB, 0xFF]) == "00abff" && Hex.decode("00ABff") == [0, 0xAB, 0xFF])
        #expect(Hex.decode("0") == nil && Hex.decode("0g") == nil)
    }
}
