import Testing

@testable import Outside

struct PasswordTests {
    let pool = WorkerPool(threads: 1, queueLimit: 100)

    @Test(arguments: PasswordVector.all)
    func theHashesOfAMattermostServerMatch(_ vector: PasswordVector) async throws {
        let passwords = Passwords(pool: pool)
        #expect(try await passwords.matches(vector.password, vector.bcrypt))
        #expect(try await passwords.matches(vector.password, vector.pbkdf2))
        #expect(try await !passwords.matches(vector.password + "x", vector.pbkdf2))
        #expect(try await !passwords.matches("no" + vector.password.dropFirst(2), vector.bcrypt))
    }

    @Test func theHandWrittenBcryptAgreesWithLibcrypt() throws {
        let vector = try #require(PasswordVector.all.first { $0.name == "unicode" })
        #expect(Blowfish.matches(Array(vector.password.utf8), Array(vector.bcrypt.utf8)))
        #expect(!Blowfish.matches(Array("other".utf8), Array(vector.bcrypt.utf8)))
    }

    @Test func piBeginsAsBlowfishKnowsIt() {
        #expect(PiDigits.words(1042).prefix(3) == [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E])
        #expect(PiDigits.words(1042).last == 0x3AC3_72E6)
    }

    @Test func aNewHashMatchesItsPasswordAlone() async throws {
        let passwords = Passwords(pool: pool, rounds: 1000)
        let hash = try await passwords.hash("correct horse")
        #expect(hash.hasPrefix("$pbkdf2$f=SHA256,w=1000,l=32$") && hash.utf8.count == 28 + 1 + 22 + 1 + 43)
        #expect(try await passwords.matches("correct horse", hash))
        #expect(try await !passwords.matches("Correct horse", hash))
        #expect(try await passwords.hash("correct horse") != hash, "every hash has a salt of its own")
    }

    @Test func oldKindsAndOtherWorkFactorsAreMadeAnew() async throws {
        let passwords = Passwords(pool: pool, rounds: 1000)
        #expect(passwords.needsRehash(PasswordVector.all[0].bcrypt))
        #expect(passwords.needsRehash(PasswordVector.all[0].pbkdf2))
        #expect(try await !passwords.needsRehash(passwords.hash("x")))
    }

    @Test(arguments: [
        "", "x", "$pbkdf2$f=SHA512,w=1,l=32$AAAA$AAAA", "$pbkdf2$f=SHA256,w=0,l=1$AAAA$AA",
        "$pbkdf2$f=SHA256,w=99999999999999999999,l=3$AAAA$AAAA",
        "$pbkdf2$w=1,f=SHA256,l=3$AAAA$AAAA", "$pbkdf2$f=SHA256,w=1,l=4$AAAA$AAAA", "$2a$10$short",
        "$2x$10$" + String(repeating: "a", count: 53),
        "$2a$99$" + String(repeating: "a", count: 53), "$2a$10$" + String(repeating: "!", count: 53),
    ])
    func whatIsNoHashMatchesNothing(_ hash: String) async throws {
        #expect(try await !Passwords(pool: pool).matches("", hash))
        #expect(try await !Passwords(pool: pool).matches("a\0b", hash))
    }

    @Test func passwordsOfMoreThanSeventyTwoBytesAreRefused() async throws {
        let passwords = Passwords(pool: pool, rounds: 10)
        await #expect(throws: OutsideError.tooLarge) { try await passwords.hash(String(repeating: "p", count: 73)) }
        let hash = try await passwords.hash(String(repeating: "p", count: 72))
        #expect(try await !passwords.matches(String(repeating: "p", count: 73), hash))
    }
}
