internal import Wire

/// `docs/operate/settings.md`: every setting, from its declaration. `martlet settings` prints it.
public enum SettingsDocument {
    public static var text: String {
        var lines = [introduction, "", "## Settings of Martlet alone", ""]
        for section in Sections.own { lines += table(of: section) }
        lines += ["## Settings shared with Mattermost", ""]
        for section in Sections.shown { lines += table(of: section) }
        return lines.dropLast().joined(separator: "\n") + "\n"
    }

    private static let introduction = """
        # Settings

        <!-- Made from the declarations in Sources/Chat/Settings/Declarations by `martlet settings`; a test compares the two. -->

        Martlet is configured as Mattermost is: the same names in the environment, in `config.json` and in the API. Nothing has to
        be set: without settings the server keeps its database and files under `./data` and listens on port 8065.

        Later places in this list cover earlier ones:

        1. the defaults below;
        2. `config.json`: the file that `MM_CONFIG` names, or `./config/config.json` when there is one;
        3. the database, table `configurations`: what administrators change through the API, for all nodes, at once. Where the
           database is cannot be said there;
        4. the environment. What it decides cannot be changed through the API, which tells so (`GET /api/v4/config/environment`).

        `MM_CONFIG` may also be the address of a PostgreSQL database (`postgres://…`): then that is the database, unless
        `MM_SQLSETTINGS_DATASOURCE` names another. `MM_SERVICEENVIRONMENT` is `production`, `test` or `dev` and told to clients.

        In the environment a `bool` is `1`, `t`, `T`, `true`, `True`, `TRUE` or `0`, `f`, `F`, `false`, `False`, `FALSE`; an `int` is
        decimal; a `list` is split at every space; `json` is JSON. Variables that begin with `MM_` and name no setting are passed over,
        as Mattermost does. A value that cannot be is an error: the server says all of them, with their names, and does not start.

        "Seen by" says who learns a value: everybody (also before logging in), members (with a session), administrators (who
        may read the page of the system console), operators (who can see the environment), or nobody (secrets: administrators see
        that there is one).

        Settings of parts that are not built yet are kept and given back, so that clients and tools find them; they change nothing.
        """

    private static func table(of section: Section) -> [String] {
        var lines = ["### \(section.name)", "", "\(section.title). \(section.doc)", ""]
        lines += ["| variable | type | default | must be | seen by | meaning |", "|---|---|---|---|---|---|"]
        for setting in section.settings {
            let cells = [
                section.variable(setting), setting.kind, shown(setting.stored), setting.demand,
                Sections.own.contains { $0.name == section.name } ? "operators" : setting.audience.inWords,
                setting.doc,
            ]
            lines.append("| " + cells.map { $0.split(separator: "|").joined(separator: "\\|") }.joined(separator: " | ") + " |")
        }
        return lines + [""]
    }

    private static func shown(_ value: StoredValue) -> String {
        switch value {
        case .text(""), .list([]): ""
        case .text(let text): "`\(text)`"
        case .list(let list): list.map { "`\($0)`" }.joined(separator: " ")
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): String(number)
        case .json(let json): "`\(JSONWriter.text(of: json))`"
        }
    }
}

extension Audience {
    var inWords: String {
        switch circle {
        case .nobody: "nobody"
        case .administrators: "administrators"
        case .members: "members"
        case .everyone: "everybody"
        }
    }
}
