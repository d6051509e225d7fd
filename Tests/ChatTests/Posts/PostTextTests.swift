import Testing

@testable import Chat

struct PostTextTests {
    @Test(arguments: [
        (
            "#parity #a1 #12 #ab #Ünï #with-dash #under_score x#no `#code` #parity",
            "#parity #a1 #ab #Ünï #with-dash #under_score #code #parity"
        ),
        ("no tags", ""), ("#", ""), ("(#tag), #tag.", "#tag #tag"),
    ])
    func hashtagsAreFound(_ text: String, _ tags: String) { #expect(Hashtags.found(in: text) == tags) }

    @Test(arguments: [
        ("a `b` c", "a   c"), ("``a ` b`` c", "  c"), ("open ` only", "open ` only"), ("a\n```\nb\n```\nc", "a\nc"), ("~~~\nx\n~~~", ""),
        ("a\n\n    code\nb", "a\n\nb"), ("```never closed\nx", ""),
    ])
    func codeIsTakenOut(_ text: String, _ plain: String) { #expect(PlainText.withoutCode(text) == plain) }

    @Test func aNameEndsLikeASentenceOrDoesNot() {
        #expect(PostMentions("hi @ann.b. and @x", collectsWords: false).names == [["ann.b.", "ann.b"], ["x"]])
        #expect(PostMentions("mail a@b.c", collectsWords: false).names.isEmpty)
        #expect(PostMentions("@all", collectsWords: false).callsChannel && PostMentions("@here!", collectsWords: false).callsHere)
    }

    /// However long the word is: whoever looks for its forms is not kept busy by them.
    @Test func noNameIsLongerThanNamesAre() {
        let forms = PostMentions("@ann" + String(repeating: ".", count: 16_000), collectsWords: false).names
        #expect(forms.count == 1 && forms[0].count == 62 && forms[0].last == "ann")
        #expect(PostMentions("@" + String(repeating: "a", count: 65), collectsWords: false).names.isEmpty)
    }

    @Test func channelsAreNamedAtTheStartOfAWord() {
        #expect(ChannelNames.found(in: "~one, x~two and (~three-4) ~") == ["one", "three-4"])
    }

    @Test func daysStandInPaths() {
        #expect(Day.compact(0) == "19700101" && Day.compact(951_782_400_000) == "20000229" && Day.compact(1_795_824_000_000) == "20261128")
    }

    @Test(arguments: ["heart", "+1", "thumbsup", "wave_dark_skin_tone", "tada"])
    func wellKnownEmojiAreKnown(_ name: String) { #expect(EmojiNames.contains(name)) }
}
