/// The whole configuration at one moment: a value, cheap to copy and to read from.
public struct Settings: Sendable, Equatable {
    private var values: [StoredValue]

    /// What holds when nobody says otherwise.
    public static let defaults = Settings()

    private init() {
        let all = Sections.all.flatMap(\.settings)
        values = Array(repeating: .flag(false), count: (all.map(\.slot).max() ?? -1) + 1)
        for setting in all { values[setting.slot] = setting.stored }
    }

    public subscript<Value>(_ setting: Setting<Value>) -> Value {
        get { Value(stored: values[setting.slot]) ?? setting.fallback }
        set { values[setting.slot] = newValue.stored }
    }

    subscript(any setting: any AnySetting) -> StoredValue {
        get { values[setting.slot] }
        set { values[setting.slot] = newValue }
    }
}
