import Foundation
import Testing

@testable import Chat

struct SettingsDocumentTests {
    /// To write it anew: `swift run martlet settings > docs/operate/settings.md`.
    @Test func theDocumentSaysWhatTheDeclarationsSay() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let written = try String(contentsOf: root.appending(path: "docs/operate/settings.md"), encoding: .utf8)
        #expect(written == SettingsDocument.text)
    }
}
