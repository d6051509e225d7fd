#!/usr/bin/env python3
"""parity_settings.py GOLDEN: the names, links and keys of the recorded server as a config.json.

They are settings whose defaults name a vendor there and Martlet or nothing here: the comparison starts the server with
them, so that it compares what the server does with them. A file, because what the environment says could not be changed.
"""
import json
import sys
from pathlib import Path

SECTIONS = {
    "SiteName": "TeamSettings", "AboutLink": "SupportSettings", "HelpLink": "SupportSettings", "PrivacyPolicyLink": "SupportSettings",
    "ReportAProblemLink": "SupportSettings", "TermsOfServiceLink": "SupportSettings", "AppDownloadLink": "NativeAppSettings",
    "AndroidAppDownloadLink": "NativeAppSettings", "IosAppDownloadLink": "NativeAppSettings", "CWSURL": "CloudSettings",
    "EnableGifPicker": "ServiceSettings", "GiphySdkKey": "ServiceSettings",
}


def main():
    """Prints them from the fullest view of the configuration that was recorded."""
    views = []
    for line in (Path(sys.argv[1]) / "boot.jsonl").read_text(encoding="utf-8").splitlines():
        step = json.loads(line)
        if step.get("path") == "/config/client" and isinstance(step.get("body"), dict) and "SiteName" in step["body"]:
            views.append(step["body"])
    view = max(views, key=len)
    document = {}
    for key, section in SECTIONS.items():
        value = view[key]
        document.setdefault(section, {})[key] = value == "true" if value in ("true", "false") else value
    print(json.dumps(document, indent=1))


if __name__ == "__main__":
    main()
