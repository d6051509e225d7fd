/// The engines on which whatever touches the database is tested: `@Test(arguments: Engine.underTest)`.
public enum Engine: String, CaseIterable, Sendable {
    case sqlite, postgres
    /// Always both: a test that passes on one proves half.
    public static var underTest: [Engine] { allCases }
}
