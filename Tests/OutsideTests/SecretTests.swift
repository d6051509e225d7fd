import Outside
import Testing

struct SecretTests {
    @Test(
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func theCodesOfTheStandard(_ seconds: Int64, _ digits: String) {
        let secret = Base32.encode("12345678901234567890".utf8)
        #expect(TOTP.code(secret, step: seconds / 30) == String(digits.suffix(6)))
    }

    @Test func codesOfTheStepBeforeAndAfterAreTaken() throws {
        let secret = TOTP.newSecret(), now: Int64 = 1_700_000_010
        #expect(secret.utf8.count == 32)
        for offset in [-1, 0, 1] as [Int64] {
            let code = try #require(TOTP.code(secret, step: now / 30 + offset))
            #expect(TOTP.matchingStep(code, secret, seconds: now) == now / 30 + offset)
        }
        let far = try #require(TOTP.code(secret, step: now / 30 + 2))
        #expect(TOTP.matchingStep(far, secret, seconds: now) == nil)
        #expect(TOTP.matchingStep("", secret, seconds: now) == nil)
        #expect(TOTP.matchingStep("000000", "not base32!", seconds: now) == nil)
    }

    @Test func theAddressForTheAppIsEscaped() {
        #expect(
            TOTP.address(issuer: "https://chat.example.com", account: "ann@example.com", secret: "ABC")
                == "otpauth://totp/https%3A%2F%2Fchat.example.com:ann@example.com?secret=ABC&issuer=https%3A%2F%2Fchat.example.com")
    }

    @Test func idsSortByTimeAndNeverRepeat() {
        let ids = (0..<1000).map { Token.id(at: 1_700_000_000_000 + $0) }
        #expect(ids == ids.sorted() && Set(ids).count == 1000)
        #expect(Set((0..<1000).map { _ in Token.id(at: 5) }).count == 1000)
        #expect(ids.allSatisfy { $0.utf8.count == 26 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) } })
    }

    @Test func secretsAreRandomThroughout() {
        let secrets = (0..<500).map { _ in Token.secret(64) }
        #expect(Set(secrets).count == 500 && secrets.allSatisfy { $0.utf8.count == 64 })
        for place in 0..<64 { #expect(Set(secrets.map { Array($0.utf8)[place] }).count == 32) }
    }

    @Test func randomBytesFillAnyLength() {
        #expect(SecureRandom.shared.bytes(0).isEmpty)
        #expect(SecureRandom.shared.bytes(100_000).count == 100_000)
        #expect(SecureRandom.shared.bytes(32) != SecureRandom.shared.bytes(32))
    }

    @Test func digestsOfTheStandards() {
        #expect(Hex.encode(Digest.sha256("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Hex.encode(Digest.sha1("abc".utf8)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        let mac = Digest.hmac(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        #expect(Hex.encode(mac) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(Digest.isSame([1, 2], [1, 2]) && !Digest.isSame([1, 2], [1, 3]) && !Digest.isSame([1], [1, 2]))
    }

    @Test func aSigningKeySurvivesItsNumbers() throws {
        let key = try SigningKey()
        let again = try SigningKey(key.numbers)
        #expect(again.numbers == key.numbers && again.publicKey == key.publicKey)
        let der = try #require(Base64.decode(key.publicKey))
        #expect(der.count == 91 && der.starts(with: [0x30, 0x59]))
        let message = Array("header.payload".utf8), signature = key.sign(message)
        #expect(signature.count == 64 && again.isValid(signature, for: message))
        #expect(try !SigningKey().isValid(signature, for: message))
        #expect(!key.isValid(signature, for: message + [0]) && !key.isValid([], for: message))
    }

    @Test(arguments: ["", "x", "-1", "0", "1", String(repeating: "9", count: 78), String(repeating: "9", count: 500)])
    func numbersThatAreNoKeyAreRefused(_ number: String) throws {
        let good = try SigningKey().numbers
        #expect(throws: OutsideError.malformed("signing key")) { try SigningKey(.init(x: number, y: good.y, d: good.d)) }
        #expect(throws: OutsideError.malformed("signing key")) { try SigningKey(.init(x: good.x, y: good.y, d: number)) }
    }
}
