"""Helm 3 and 4: this holds what is used of templates, schema and flags to what both have; chart_helm3.py runs 3's engine beside 4's."""
import json
import pathlib
import re
import unittest

import jsonschema

from world import CHART, ROOT, SCENARIOS, values

# Of Go's templates, of Sprig and of Helm, as Helm 3's documentation lists them (Chart Template Guide, function list).
FUNCTIONS = set("""
    and or not eq ne lt le gt ge len index slice printf print urlquery html js call
    if else end with range define template block break continue include tpl required fail lookup
    default empty coalesce ternary all any quote squote trim trimAll trimPrefix trimSuffix trunc upper lower title replace contains hasPrefix hasSuffix
    repeat substr nospace indent nindent cat plural join split splitList splitn sortAlpha toString toStrings atoi int int64 float64 toDecimal
    toYaml fromYaml fromYamlArray toJson toPrettyJson toRawJson fromJson fromJsonArray toToml mustToJson mustFromJson
    regexMatch regexFind regexFindAll regexReplaceAll regexReplaceAllLiteral regexSplit
    add add1 sub mul div mod max min ceil floor round until untilStep seq
    list first rest last initial append prepend concat reverse uniq without has compact
    dict get set unset hasKey pluck dig merge mergeOverwrite keys pick omit values deepCopy
    b64enc b64dec b32enc b32dec sha1sum sha256sum adler32sum randAlphaNum randAlpha randNumeric uuidv4
    base dir clean ext isAbs semver semverCompare kindOf kindIs typeOf typeIs urlParse urlJoin now date dateInZone duration htmlDate
    """.split())
# Flags that both know. Helm 4 calls --atomic and --force by other names.
FLAGS = {"--install", "--create-namespace", "--values", "--set", "--set-string", "--wait", "--timeout", "--history-max", "--reuse-values", "--namespace",
         "--output", "--max", "--short", "--ignore-not-found", "--dry-run", "--version", "--logs"}
# Keywords that draft 7, which Helm 3 reads, does not have.
LATER = {"$defs", "prefixItems", "unevaluatedProperties", "unevaluatedItems", "dependentRequired", "dependentSchemas", "minContains", "maxContains", "$anchor", "$dynamicRef"}


def keywords(schema):
    if isinstance(schema, dict):
        for key, inner in schema.items():
            yield key
            yield from keywords(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from keywords(inner)


def functions(text):
    """The words that templates call: not fields, variables, or what stands in quotes."""
    text = re.sub(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", "", text, flags=re.S)
    for action in re.findall(r"\{\{-?(.*?)-?\}\}", text, flags=re.S):
        action = re.sub(r'"(?:\\.|[^"\\])*"|`[^`]*`', "", action)
        yield from re.findall(r"(?<![\w.$])([a-zA-Z]\w*)", action)


class BothHelms(unittest.TestCase):
    def test_templates_call_only_what_helm_3_has(self):
        used = {word for path in (CHART / "templates").rglob("*.*") for word in functions(path.read_text())} - {"true", "false", "nil"}
        self.assertIn("include", used)
        self.assertEqual(used - FUNCTIONS, set())

    def test_the_schema_is_one_that_helm_3_reads_and_every_scenario_passes_it(self):
        schema = json.loads((CHART / "values.schema.json").read_text())
        self.assertIn("draft-07", schema["$schema"])
        self.assertEqual(set(keywords(schema)) & LATER, set())
        jsonschema.Draft7Validator.check_schema(schema)
        for name, files in SCENARIOS.items():
            with self.subTest(name):
                jsonschema.validate(values(["values.yaml", *files]), schema, jsonschema.Draft7Validator)

    def test_the_chart_is_of_the_kind_that_both_install(self):
        self.assertIn("apiVersion: v2\n", (CHART / "Chart.yaml").read_text())

    def test_every_call_of_helm_uses_flags_that_both_have(self):
        files = [*(ROOT / ".github/workflows").glob("*.yml"), *(ROOT / "deploy/scripts").glob("*.sh"), *(ROOT / "docs").rglob("*.md"),
                 *(ROOT / "helm").rglob("*.md"), ROOT / "README.devops.md"]
        calls = 0
        for path in files:
            for call in re.findall(r"helm (?:-n \S+ )?(?:upgrade|rollback|history|uninstall|status|test)\b(?:\\\n|[^\n`|&;])*", path.read_text()):
                calls += 1
                self.assertEqual(set(re.findall(r"(?<!\S)--[a-z-]+", call)) - FLAGS, set(), f"{path.name}: {call}")
        self.assertGreater(calls, 15)
        for path in pathlib.Path(ROOT / "Sources/mmlab").rglob("*.swift"):
            for call in re.findall(r'"helm",([^()]*(?:\([^()]*\)[^()]*)*)\)', path.read_text()):
                self.assertEqual(set(re.findall(r'"(--[a-z-]+)', call)) - FLAGS, set(), f"{path.name}: {call}")
