import Testing

@testable import Wire

struct JSONReaderTests {
    @Test func readsEveryKindOfValue() throws {
        let json = try JSONReader.read(
            #" {"a":[1,-2.5,1e3,true,false,null],"b":{"c":"x\n\"\u00e9\ud83d\ude00"},"d":1e300} "#)
        #expect(json["a"] == [1, .double(-2.5), .double(1000), true, false, nil])
        #expect(json["b"]?["c"]?.string == "x\n\"é😀")
        #expect(json["d"] == .double(1e300))
    }

    @Test func invalidBytesAndLoneSurrogatesBecomeReplacementCharacters() throws {
        #expect(try JSONReader.read([0x22, 0x61, 0xFF, 0x62, 0x22]).string == "a\u{FFFD}b")
        #expect(try JSONReader.read(#""\ud800x\udc00""#).string == "\u{FFFD}x\u{FFFD}")
        #expect(try JSONReader.read(#""\ud800\u0041""#).string == "\u{FFFD}A")
    }

    @Test func theLastOfTwoEqualKeysCounts() throws {
        #expect(try JSONReader.read(#"{"a":1,"b":2,"a":3}"#) == ["a": 3, "b": 2])
        let made = JSONObject([(key: "a", value: 1), (key: "b", value: 2), (key: "a", value: 3)])
        #expect(made.keys == ["a", "b"] && made["a"] == 3)
    }

    /// However many members come: the time does not grow with their square.
    @Test func manyMembersTakeNoTime() {
        let many = JSONObject((0..<20_000).map { (key: "k\($0 % 10_000)", value: .integer(Int64($0))) })
        #expect(many.members.count == 10_000 && many.members[5].value == 10_005)
    }

    @Test(arguments: [
        "", "nul", "tru", "01", "1.", ".5", "1e", "-", "+1", "[1,]", "[1", "{\"a\"}", "{\"a\":1,}", "{a:1}", "\"a", "\"\\x\"", "\"\\u12\"",
        "\"a\nb\"", "1 2", "[]]", "'a'", "NaN", "{\"a\":1 \"b\":2}",
    ])
    func refusesWhatIsNotJSON(_ text: String) { #expect(throws: JSONReader.Refusal.self) { try JSONReader.read(text) } }

    @Test func deepNestingIsRefusedAndNotACrash() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONReader.Refusal.tooDeep) { try JSONReader.read(deep) }
        #expect(throws: Never.self) { try JSONReader.read(String(repeating: "[", count: 200) + String(repeating: "]", count: 200)) }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let value: JSONValue = ["text": "a\"\\\u{1}\t é😀", "list": [1, nil, .double(0.5), true], "empty": [:], "min": .integer(.min)]
        #expect(try JSONReader.read(JSONWriter.bytes(of: value)) == value)
    }
}

struct JSONFieldsTests {
    @Test func aMissingFieldAndNullAreTheSameAndKeysMatchWithoutCase() throws {
        let fields = try JSONFields(try JSONReader.read(#"{"Name":"x","count":null,"list":["a"]}"#))
        #expect(try fields.string("name") == "x")
        #expect(try fields.integer("count") == nil)
        #expect(try fields.strings("list") == ["a"])
        #expect(try fields.bool("none") == nil)
    }

    @Test func anotherTypeNamesItsField() throws {
        let fields = JSONFields(["a": 1, "b": ["x", 2]] as JSONObject)
        #expect(throws: JSONFields.Mismatch(field: "a")) { try fields.string("a") }
        #expect(throws: JSONFields.Mismatch(field: "b")) { try fields.strings("b") }
        #expect(throws: JSONFields.Mismatch.self) { try JSONFields([1] as JSONValue) }
    }
}
