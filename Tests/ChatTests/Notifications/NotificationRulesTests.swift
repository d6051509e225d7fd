import Testing
import Wire

@testable import Chat

/// Who is told of a message, by what they wish and where they are.
struct NotificationRulesTests {
    private func reader(
        _ wishes: [String: String] = [:], here: [String: String] = [:], status: Status.Kind = .offline, isVerified: Bool = true
    ) -> Reader {
        Reader(
            id: ID("r"), username: "rea", email: "rea@example.com", isVerified: isVerified, wishes: wishes, channelWishes: here,
            status: status)
    }

    private func pushes(_ reader: Reader, _ concern: Concern, looks: Bool = false) -> Bool {
        NotificationRules(reader: reader, concern: concern).wantsPush(looksAtChannel: looks)
    }

    private let called = Concern(isCalled: true), plain = Concern()

    @Test(arguments: [
        ("mention", "default", false, true), ("mention", "all", true, true), ("mention", "none", false, false),
        ("all", "default", true, true),
        ("all", "mention", false, true), ("none", "default", false, false), ("none", "all", true, true), ("none", "mention", false, true),
    ])
    func aChannelsLevelGoesBeforeThePersons(_ own: String, _ here: String, _ plainly: Bool, _ byName: Bool) {
        let reader = reader(["push": own], here: ["push": here])
        #expect(pushes(reader, plain) == plainly && pushes(reader, called) == byName)
    }

    @Test(arguments: [
        ("online", Status.Kind.online, true), ("online", .away, true), ("online", .offline, true), ("away", .online, false),
        ("away", .away, true), ("offline", .away, false), ("offline", .offline, true), ("online", .dnd, false), ("online", .ooo, false),
    ])
    func whereSomebodyIsCounts(_ wish: String, _ status: Status.Kind, _ isTold: Bool) {
        #expect(pushes(reader(["push_status": wish], status: status), called) == isTold)
    }

    @Test func whatIsBeforeTheirEyesIsNoNews() {
        #expect(!pushes(reader(), called, looks: true))
        #expect(
            pushes(reader(), Concern(isCalled: true, isFollowed: true, isInCollapsedThread: true), looks: true), "a thread is elsewhere")
    }

    @Test func aMutedChannelIsSilentButForThreadsThatAreFollowed() {
        let muted = reader(here: ["mark_unread": "mention", "push": "all"])
        #expect(!pushes(muted, called) && !pushes(muted, plain))
        #expect(pushes(muted, Concern(isFollowed: true, isInCollapsedThread: true)))
    }

    @Test func answersInThreads() {
        let followed = Concern(isFollowed: true, isInCollapsedThread: true)
        #expect(pushes(reader(["push": "mention", "push_threads": "all"]), followed))
        #expect(!pushes(reader(["push": "mention", "push_threads": "mention"]), followed))
        #expect(!pushes(reader(["push": "none", "push_threads": "all"]), followed))
        #expect(!pushes(reader(["push": "mention"], here: ["push": "mention"]), followed))
        #expect(!pushes(reader(["push": "all"]), Concern(isInCollapsedThread: true)), "nobody asked for that thread")
    }

    @Test func aConversationOfSeveralCallsEverybodyUnlessLessIsWanted() {
        let said = Concern(isCalled: true, kind: .group), named = Concern(isCalled: true, isCalledByText: true, kind: .group)
        #expect(pushes(reader(["push": "mention"]), said))
        #expect(!pushes(reader(here: ["push": "mention"]), said) && pushes(reader(here: ["push": "mention"]), named))
    }

    @Test(arguments: [
        ("true", "default", true), ("true", "true", true), ("true", "false", false), ("false", "default", false), ("false", "true", true),
    ])
    func mailFollowsTheSameOrder(_ own: String, _ here: String, _ isSent: Bool) {
        let rules = NotificationRules(reader: reader(["email": own], here: ["email": here]), concern: called)
        #expect(rules.wantsMail(needsVerification: false) == isSent)
    }

    @Test func mailIsForThoseWhoAreAwayAndProvedTheirAddress() {
        for status in [Status.Kind.online, .dnd, .ooo] {
            #expect(!NotificationRules(reader: reader(status: status), concern: called).wantsMail(needsVerification: false))
        }
        #expect(NotificationRules(reader: reader(status: .away), concern: called).wantsMail(needsVerification: false))
        #expect(!NotificationRules(reader: reader(), concern: plain).wantsMail(needsVerification: false))
        #expect(!NotificationRules(reader: reader(isVerified: false), concern: called).wantsMail(needsVerification: true))
    }

    @Test func namesAreShownAsTheReaderWants() {
        let name = DisplayName(username: "ann", firstName: "Ann", lastName: "Lee", nickname: "A")
        #expect(["username", "full_name", "nickname_full_name"].map(name.shown) == ["ann", "Ann Lee", "A"])
        #expect(name.marked("username") == "@ann" && name.marked("full_name") == "Ann Lee")
        #expect(DisplayName(username: "bob").shown("full_name") == "bob")
    }

    @Test func hoursAreThoseOfTheReader() {
        let clock = MailClock(["useAutomaticTimezone": "false", "manualTimezone": "no/where"], hasLongHours: false)
        #expect(clock.time(1_795_564_800_000) == "12:00 AM UTC" && clock.date(1_795_564_800_000) == "November 25, 2026")
        #expect(MailClock([:], hasLongHours: true).time(1_795_564_800_000 + 47_100_000) == "13:05 UTC")
        #expect(
            MailClock(["useAutomaticTimezone": "false", "manualTimezone": "../../etc/passwd"], hasLongHours: true).time(0) == "00:00 UTC")
    }

    @Test(arguments: [
        ("**bold** _italic_ [a link](http://example.com) `code` :smile:\n> quote\n\n* item", "bold italic a link code :smile: quoteitem"),
        ("<b>&amp; \"quoted\"</b> 1 < 2", "& \"quoted\" 1 < 2"),
        ("# title\n\n```\nblock\n```\n\n| a |\n|---|", "title block\n| a |\n|---|"),
        ("one\ntwo", "one\ntwo"), ("![alt](http://x/y.png)", "alt"), ("a_b_c", "a_b_c"),
    ])
    func wordsAlone(_ text: String, _ words: String) { #expect(MarkdownDocument(text, hasTables: false).plainText == words) }

    @Test func messagesAreHTMLWithoutBeingPages() {
        let html = MarkdownDocument("<script>alert(1)</script> [x](javascript:alert(1)) **b** [y](https://e.example/?a=1&b=\"2)\n* i").html
        #expect(!html.contains("<script") && !html.contains("javascript:") && html.contains("<strong>b</strong>") && html.contains("<li>"))
        #expect(html.contains("href=\"https://e.example/?a=1&amp;b=&quot;2\"") && !html.contains("<br"))
    }
}
