/// Figures in the text form that Prometheus reads, version 0.0.4.
struct Exposition {
    private(set) var text = ""

    enum Kind: String { case counter, gauge, histogram }
    typealias Labels = [(name: String, value: String)]

    /// Begins a figure; its values follow.
    mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func value(_ name: String, _ labels: Labels = [], _ value: Double) {
        text += name
        if !labels.isEmpty { text += "{" + labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}" }
        text += " \(Self.number(value))\n"
    }

    /// A figure with one value.
    mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        begin(name, kind, help)
        self.value(name, [], value)
    }

    mutating func histogram(_ name: String, _ labels: Labels, buckets: [Int], sum: Double) {
        var total = 0
        for (bound, count) in zip(Histogram.bounds, buckets) {
            total += count
            value(name + "_bucket", labels + [("le", Self.number(bound))], Double(total))
        }
        total += buckets.last ?? 0
        value(name + "_bucket", labels + [("le", "+Inf")], Double(total))
        value(name + "_sum", labels, sum)
        value(name + "_count", labels, Double(total))
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
