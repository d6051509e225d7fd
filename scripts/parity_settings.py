#!/usr/bin/env python3
"""parity_settings.py GOLDEN: the names, links and keys of the recorded server as environment variables, one a line.

They are settings whose defaults name a vendor there and Martlet or nothing here: the comparison starts the server with
them, so that it compares what the server does with them.
"""
import json
import sys
from pathlib import Path

SECTIONS = {
    "SiteName": "TEAMSETTINGS", "AboutLink": "SUPPORTSETTINGS", "HelpLink": "SUPPORTSETTINGS", "PrivacyPolicyLink": "SUPPORTSETTINGS",
    "ReportAProblemLink": "SUPPORTSETTINGS", "TermsOfServiceLink": "SUPPORTSETTINGS", "AppDownloadLink": "NATIVEAPPSETTINGS",
    "AndroidAppDownloadLink": "NATIVEAPPSETTINGS", "IosAppDownloadLink": "NATIVEAPPSETTINGS", "CWSURL": "CLOUDSETTINGS",
    "EnableGifPicker": "SERVICESETTINGS", "GiphySdkKey": "SERVICESETTINGS",
}


def main():
    """Prints them from the fullest view of the configuration that was recorded."""
    views = []
    for line in (Path(sys.argv[1]) / "boot.jsonl").read_text(encoding="utf-8").splitlines():
        step = json.loads(line)
        if step.get("path") == "/config/client" and isinstance(step.get("body"), dict) and "SiteName" in step["body"]:
            views.append(step["body"])
    view = max(views, key=len)
    for key, section in SECTIONS.items():
        print(f"MM_{section}_{key.upper()}={view[key]}")
    print(f"MM_SERVICEENVIRONMENT={view['ServiceEnvironment']}")


if __name__ == "__main__":
    main()
