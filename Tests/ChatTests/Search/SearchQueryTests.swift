import Testing

@testable import Chat

struct SearchQueryTests {
    private func terms(_ text: String) -> [SearchTerm] { SearchQuery(text).terms }

    @Test func wordsPhrasesAndTagsAreTold() {
        #expect(terms("quick running") == [.word(stem: "quick"), .word(stem: "run")])
        #expect(terms("\"the Brown fox\"") == [.phrase(["the", "brown", "fox"], isOpen: false)])
        #expect(terms("“brown fox” x") == [.phrase(["brown", "fox"], isOpen: false), .word(stem: "x")])
        #expect(terms("qui*") == [.phrase(["qui"], isOpen: true)])
        #expect(terms("#Release-1") == [.tag("#release-1", isOpen: false)])
        #expect(terms("#rel*") == [.tag("#rel", isOpen: true)])
        #expect(terms("#1") == [.phrase(["1"], isOpen: false)])
        #expect(terms("db-01.example.com") == [.phrase(["db", "01", "example", "com"], isOpen: false)])
        #expect(terms("ann@example.com") == [.phrase(["ann", "example", "com"], isOpen: false)])
        #expect(terms("東京都") == [.phrase(["東京", "京都"], isOpen: false)])
        #expect(terms("東") == [.phrase(["東"], isOpen: true)])
        #expect(terms("\"unfinished quote") == [.phrase(["unfinished", "quote"], isOpen: false)])
    }

    @Test func aMinusTurnsAround() {
        let query = SearchQuery("quick -fox -\"lazy dog\" -#tag -from:ann -in:~room -on:2020-01-01 -ext:PDF")
        #expect(query.excluded == [.word(stem: "fox"), .phrase(["lazy", "dog"], isOpen: false), .tag("#tag", isOpen: false)])
        #expect(query.from.unwanted == ["ann"] && query.places.unwanted == ["room"] && query.extensions.unwanted == ["pdf"])
        #expect(query.days == [DayFilter(relation: .on, day: SearchDay("2020-01-01"), isExcluded: true)])
    }

    @Test func filtersTakeTheirValueWithOrWithoutABlank() {
        let query = SearchQuery("from:@Ann from: ben in:\"deck\" IN:@cora before:2026-1-5 after:2025-12-31 http://x.example note:this")
        #expect(query.from.wanted == ["ann", "ben"] && query.places.wanted == ["deck", "@cora"])
        #expect(query.days.map(\.relation) == [.before, .after] && query.days[0].day == SearchDay("2026-01-05"))
        #expect(query.terms.count == 2)
        #expect(SearchQuery("from:").from.isEmpty && SearchQuery("from:").findsNothing)
    }

    @Test(arguments: ["", "   ", "the", "-fox", "?!", "*", "\"\"", "-", "#", "the a of", "👍", "the from:ann"])
    func nothingIsFoundBy(_ text: String) { #expect(SearchQuery(text).findsNothing) }

    @Test(arguments: ["from:ann", "in:deck", "on:2020-01-01", "-in:deck", "ext:txt", "from:ann -fox", "the fox", "\"the\""])
    func somethingMayBeFoundBy(_ text: String) { #expect(!SearchQuery(text).findsNothing) }

    @Test func daysAreThoseOfTheCalendar() throws {
        #expect(SearchDay("1970-01-01")?.number == 0 && SearchDay("2000-03-01")?.number == 11_017 && SearchDay("1969-12-31")?.number == -1)
        #expect(
            SearchDay("2024-02-29") != nil && SearchDay("2023-02-29") == nil && SearchDay("2026-13-01") == nil && SearchDay("20-1-1") == nil
        )
        #expect(SearchDay(of: -1, offset: 0).number == -1 && SearchDay(of: 82_800_000, offset: 3_600).number == 1)
        let on = DayFilter(relation: .on, day: SearchDay("1970-01-02"), isExcluded: false)
        #expect(on.span(now: 0, offset: -3_600).times == 90_000_000..<176_400_000)
        #expect(DayFilter(relation: .before, day: nil, isExcluded: false).span(now: 90_000_000, offset: 0).times.upperBound == 86_400_000)
    }

    @Test(arguments: [
        ("running", "run"), ("runs", "run"), ("caresses", "caress"), ("ponies", "poni"), ("hopping", "hop"), ("relational", "relat"),
        ("conditional", "condit"), ("hopefulness", "hope"), ("adjustment", "adjust"), ("adoption", "adopt"), ("controlling", "control"),
        ("happy", "happi"), ("agreed", "agre"), ("sing", "sing"), ("as", "as"), ("vietnamization", "vietnam"), ("naïve", "naïve"),
    ])
    func stemsAreThoseOfTheRules(_ word: String, _ stem: String) { #expect(WordStem.of(word) == stem) }

    @Test func textsAreCutAlike() {
        #expect(IndexedText("The QUICK Straße, naïve e\u{301}t\u{e9}").words == ["the", "quick", "strasse", "naive", "ete"])
        #expect(IndexedText("東京タワーへ go").words == ["東京", "京タ", "タワ", "ワー", "ーへ", "go"])
        #expect(IndexedText("x", tags: "#Release-1 #a'b").extras == ["#release-1", "#a'b"])
        #expect(IndexedText(String(repeating: "k", count: 5_000)).words.first?.count == SearchText.wordLimit)
        #expect(IndexedText("\u{0}\u{1F600} … —").isEmpty)
        #expect(SearchTerm.lexeme("a'\\") == "'a''\\\\'")
    }
}
