"""The scripts between Terraform and the chart, with a terraform that gives outputs as the real one does."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import yaml

from world import ROOT, find, render, values

OUTPUTS = {
    "ecr_repository_url": "123456789012.dkr.ecr.eu-north-1.amazonaws.com/mattermost", "ecr_repository": "mattermost", "rds_address": "db.rds.amazonaws.com",
    "redis_address": "master.cache.amazonaws.com", "s3_bucket": "files-123456789012", "efs_file_system_id": "fs-0123456789abcdef0",
    "efs_access_point_id": "fsap-0123456789abcdef0", "mattermost_role_arn": "arn:aws:iam::123456789012:role/mattermost", "certificate_arn": None,
    "cluster_name": "mm-devops-prod", "vpc_id": "vpc-0123456789abcdef0",
}


class Scripts(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        for part in ("helm", "deploy/scripts"):
            shutil.copytree(ROOT / part, self.folder / part, symlinks=True)
        (self.folder / "infra").mkdir()
        (self.folder / "bin").mkdir()
        self.calls = self.folder / "calls"
        answers = json.dumps({name: {"value": value} for name, value in OUTPUTS.items()})
        raw = "\n".join(f"    *'-raw {name}') echo '{value}' ;;" for name, value in OUTPUTS.items())
        self.program("terraform", f"case \"$*\" in\n    *-json) echo '{answers}' ;;\n{raw}\nesac")
        self.program("aws", f"echo sha256:{'a' * 64}")
        for name in ("helm", "kubectl"):
            self.program(name, f"echo {name} \"$@\" >>{self.calls}")

    def program(self, name, text):
        path = self.folder / "bin" / name
        path.write_text(f"#!/bin/bash\n{text}\n")
        path.chmod(0o755)

    def run_script(self, name, *arguments):
        environment = dict(os.environ, PATH=f"{self.folder}/bin:{os.environ['PATH']}")
        return subprocess.run([self.folder / "deploy/scripts" / name, *arguments], env=environment, check=True, capture_output=True, text=True).stdout

    @unittest.skipUnless(shutil.which("jq"), "jq is not installed")
    def test_what_belongs_to_the_account_is_filled_in_and_nothing_else_changes(self):
        prod = self.folder / "helm/mattermost/values.prod.yaml"
        before = prod.read_text()
        self.run_script("prod-values.sh")
        once = prod.read_text()
        self.run_script("prod-values.sh")
        self.assertEqual(once, prod.read_text(), "a second time changes nothing")
        for old, new in zip(before.splitlines(), once.splitlines(), strict=True):
            if "# terraform:" in old or "# ecr:" in old:
                self.assertEqual(old[old.index("#"):], new[new.index("#"):])
            else:
                self.assertEqual(old, new)
        chart = self.folder / "helm/mattermost"
        objects = render(values(["values.prod.yaml"], {"postgres": {"password": "p"}}, chart), chart)
        self.assertTrue(find(objects, "Deployment", "mattermost")["spec"]["template"]["spec"]["containers"][0]["image"].endswith("a" * 64))

    def test_every_value_that_is_asked_for_is_an_output(self):
        asked = set(re.findall(r"# terraform: (\w+)", (ROOT / "helm/mattermost/values.prod.yaml").read_text()))
        asked |= set(re.findall(r"output (\w+)\)", (ROOT / "deploy/scripts/addons.sh").read_text()))
        self.assertEqual(asked - set(OUTPUTS), set())
        self.assertEqual(asked - set(re.findall(r'output "(\w+)"', (ROOT / "infra/outputs.tf").read_text())), set())

    def test_the_controller_is_told_its_network(self):
        self.run_script("addons.sh", "external-dns", "cert-manager")
        calls = self.calls.read_text()
        self.assertIn("--set-string vpcId=vpc-0123456789abcdef0", calls)
        self.assertLess(calls.index("storage-classes"), calls.index("aws-load-balancer-controller"))
        self.assertIn("external-dns/external-dns", calls)
        self.assertIn("jetstack/cert-manager", calls)

    def test_the_values_of_every_addon_are_read_by_the_script_or_the_readme(self):
        text = (ROOT / "deploy/scripts/addons.sh").read_text() + (ROOT / "docs/ingress-controller.md").read_text()
        for path in (ROOT / "helm/addons").glob("*/values.yaml"):
            self.assertIn(f"helm/addons/{path.parent.name}/values.yaml", text)
            self.assertTrue(yaml.safe_load(path.read_text()))
