"""The workflows: their form and rights; and the shell steps of deploying and publishing, run as they stand against doubles of AWS and
Kubernetes."""
import base64
import gzip
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

import yaml

from world import PRINTABLE, ROOT, cluster, merge

FOLDER = ROOT / ".github/workflows"
FILES = {path.name: yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("*.yml"))}
BUILD, DEPLOY = FILES["build-push-ecr.yml"], FILES["deploy-eks.yml"]


def jobs():
    for name, workflow in FILES.items():
        for key, job in workflow["jobs"].items():
            yield f"{name}:{key}", job


def steps():
    for name, job in jobs():
        for step in job["steps"]:
            yield name, step


def script(workflow, name):
    """The text of the step with this name, whichever job it is in."""
    found = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if step.get("name") == name]
    assert len(found) == 1, name
    return found[0]


class Form(unittest.TestCase):
    def test_the_schema_holds(self):
        subprocess.run(["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, FOLDER.glob("*.yml"))], check=True, capture_output=True)

    def test_zizmor_finds_nothing(self):
        done = subprocess.run(["zizmor", "--offline", "--no-progress", str(FOLDER)], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_every_action_is_pinned_by_its_commit_and_says_its_version(self):
        for path in FOLDER.glob("*.yml"):
            for line in path.read_text().splitlines():
                if "uses:" in line:
                    self.assertRegex(line, r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

    def test_an_action_has_one_version_everywhere(self):
        pins = {}
        for _, step in steps():
            if "uses" in step:
                name, pin = step["uses"].split("@")
                self.assertEqual(pins.setdefault(name, pin), pin, name)

    def test_rights_are_given_one_by_one(self):
        for workflow in FILES.values():
            self.assertEqual(workflow["permissions"], {})
        for name, job in jobs():
            self.assertIn("permissions", job, name)
            self.assertIn("timeout-minutes", job, name)
            self.assertNotIn("write", [right for key, right in job["permissions"].items() if key != "id-token"], name)

    def test_no_credentials_stay_on_the_disk_and_none_are_long_lived(self):
        for name, step in steps():
            if step.get("uses", "").startswith("actions/checkout@"):
                self.assertIs(step["with"]["persist-credentials"], False, name)
        for path in FOLDER.glob("*.yml"):
            self.assertNotRegex(path.read_text(), r"AWS_SECRET_ACCESS_KEY|aws-secret-access-key")

    def test_checks_have_no_secret(self):
        self.assertNotIn("secrets.", (FOLDER / "check.yml").read_text())

    def test_no_expression_is_pasted_into_a_script(self):
        for name, step in steps():
            self.assertNotIn("${{", step.get("run", ""), name)

    def test_scripts_are_sound_shell(self):
        for name, step in steps():
            if "run" in step:
                done = subprocess.run(["bash", "-n"], input=step["run"], text=True, capture_output=True, check=False)
                self.assertEqual(done.returncode, 0, f"{name}: {done.stderr}")
                if shutil.which("shellcheck"):
                    done = subprocess.run(["shellcheck", "-s", "bash", "-"], input=step["run"], text=True, capture_output=True, check=False)
                    self.assertEqual(done.returncode, 0, f"{name}: {done.stdout}")

    def test_names_defaults_and_secrets_are_those_of_the_readme(self):
        self.assertEqual(BUILD[True]["push"]["branches"], ["test-coding"])
        inputs = DEPLOY[True]["workflow_dispatch"]["inputs"]
        self.assertEqual({name: one["default"] for name, one in inputs.items()}, {
            "image_tag": "latest", "cluster_name": "mm-devops-prod", "namespace": "mattermost", "release_name": "mattermost"})
        self.assertTrue(all(one["type"] == "string" for one in inputs.values()), "a tag of digits only must stay text")
        used = set(re.findall(r"secrets\.(\w+)", (FOLDER / "deploy-eks.yml").read_text()))
        self.assertEqual(used, {"AWS_ROLE_ARN", "MM_DB_PASSWORD"})

    def test_both_architectures_are_built_on_their_own_machines(self):
        job = BUILD["jobs"]["build"]
        self.assertEqual({one["arch"]: one["runner"] for one in job["strategy"]["matrix"]["include"]}, {"amd64": "ubuntu-24.04", "arm64": "ubuntu-24.04-arm"})
        self.assertNotIn("setup-qemu", str(BUILD))
        build = next(step for step in job["steps"] if step.get("id") == "build")["with"]
        self.assertEqual((build["provenance"], build["sbom"]), ("mode=max", True))
        self.assertIn("cosign sign --yes", script(BUILD, "Sign it, without a key"))

    def test_no_masked_value_is_handed_between_jobs(self):
        for name, job in jobs():
            self.assertNotIn("outputs", job, name)


@unittest.skipUnless(os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://127.0.0.1"), "the AWS double is not running (deploy/tests/aws/double.sh)")
@unittest.skipUnless(shutil.which("aws") and shutil.which("jq") and shutil.which("kubectl"), "aws, jq or kubectl is not installed")
class Steps(unittest.TestCase):
    def setUp(self):
        self.count = 0
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.world = self.enterContext(cluster())
        self.repository = "mattermost-" + self.folder.name[-8:].replace("_", "-").lower().strip("-")
        self.aws("ecr", "create-repository", "--repository-name", self.repository)
        self.programs()
        self.site_values()

    def site_values(self):
        """A working copy whose production values are filled in, as `deploy/scripts/prod-values.sh` leaves them."""
        shutil.copytree(ROOT / "helm/mattermost", self.folder / "work/helm/mattermost")
        prod = self.folder / "work/helm/mattermost/values.prod.yaml"
        found = yaml.safe_load(prod.read_text())
        filled = yaml.safe_load((ROOT / "helm/mattermost/ci/prod.yaml").read_text())
        del filled["postgres"]["password"], filled["mattermost"]
        filled["ingress"] = {"host": "", "alb": {"certificateArn": ""}}
        prod.write_text(yaml.safe_dump(merge(found, filled)))

    def programs(self):
        """kubectl reaches the double whatever kubeconfig was written; helm is the project's; docker only knows how to put an index together."""
        tools = self.folder / "bin"
        tools.mkdir()
        real = shutil.which("kubectl")
        (tools / "kubectl").write_text(f"#!/bin/sh\nKUBECONFIG={self.world.kubeconfig} exec {real} \"$@\"\n")
        (tools / "helm").write_text(f"#!/bin/sh\nKUBECONFIG={self.world.kubeconfig} exec {sys.executable} {ROOT}/deploy/support/bin/helm \"$@\"\n")
        (tools / "docker").write_text(f"#!{sys.executable}\n" + DOCKER)
        for tool in tools.iterdir():
            tool.chmod(0o755)

    def aws(self, *arguments):
        return subprocess.run(["aws", *arguments, "--output", "json"], check=True, capture_output=True, text=True).stdout

    def push(self, tag, what):
        manifest = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": {"digest": "sha256:" + "0" * 64, "size": 1,
                    "mediaType": "application/vnd.oci.image.config.v1+json"}, "layers": [], "annotations": {"what": what}}
        text = json.dumps(manifest)
        done = self.aws("ecr", "put-image", "--repository-name", self.repository, "--image-tag", tag, "--image-manifest", text,
                        "--image-digest", "sha256:" + hashlib.sha256(text.encode()).hexdigest())
        return json.loads(done)["image"]["imageId"]["imageDigest"]

    def step(self, name, workflow=DEPLOY, good=True, **more):
        text = script(workflow, name).replace("--timeout 10m", "--timeout 4s")
        outputs = self.folder / "outputs"
        outputs.write_text("")
        environment = dict(
            os.environ, PATH=f"{self.folder}/bin:{os.environ['PATH']}", HOME=str(self.folder), KUBECONFIG=str(self.folder / "kubeconfig"),
            RUNNER_TEMP=str(self.folder), GITHUB_OUTPUT=str(outputs), GITHUB_STEP_SUMMARY=str(self.folder / "summary"),
            ECR_REPOSITORY=self.repository, CLUSTER_NAME="mm-devops-prod", NAMESPACE="mattermost", RELEASE_NAME="mattermost", IMAGE_TAG="latest")
        environment.update(more)
        done = subprocess.run(["bash", "-e"], input=text, env=environment, cwd=self.folder / "work", text=True, capture_output=True, check=False)
        self.assertEqual(done.returncode == 0, good, f"{name}:\n{done.stdout}{done.stderr}")
        self.said = done.stdout + done.stderr
        return dict(line.split("=", 1) for line in outputs.read_text().splitlines())

    def deploy(self, tag="latest", password="p", good=True, recover=True, **more):
        image = self.step("Resolve the image", IMAGE_TAG=tag)
        before = self.step("Recover a release that was left pending") if recover else {}
        self.step("Deploy", good=good, IMAGE_TAG=tag, MM_DB_PASSWORD=password, REPOSITORY=image["repository"], DIGEST=image["digest"], **more)
        return image, before

    def running(self):
        deployment = next(one for one in self.world.objects("Deployment") if one["metadata"]["name"] == "mattermost")
        return deployment["spec"]["template"]["spec"]["containers"][0]["image"]

    def mark(self, note):
        self.world.run("kubectl", "-n", "mattermost", "annotate", "deployment", "mattermost", note)

    def stick(self):
        self.mark("fake.k8s/status=stuck")
        process = self.world.start_helm("upgrade", "mattermost", str(ROOT / "helm/mattermost"), "-n", "mattermost", "--reuse-values",
                                        "--set-string", "mattermost.podAnnotations.again=yes", "--wait", "--timeout", "60s")
        end = time.monotonic() + 30
        while self.world.status() != "pending-upgrade":
            self.assertLess(time.monotonic(), end)
        process.kill()
        process.wait()
        self.mark("fake.k8s/status-")

    def test_a_deployment_from_its_inputs_to_its_smoke_test(self):
        digest = self.push("latest", "one")
        self.step("Check the inputs")
        self.deploy(password=PRINTABLE)
        self.assertTrue(self.running().endswith(f"/{self.repository}@{digest}"), self.running())
        secret = next(one for one in self.world.objects("Secret") if one["metadata"]["name"] == "mattermost")
        source = base64.b64decode(secret["data"]["MM_SQLSETTINGS_DATASOURCE"]).decode()
        self.assertEqual(urllib.parse.unquote(urllib.parse.urlsplit(source).password), PRINTABLE)
        self.assertEqual((self.folder / "deploy.json").stat().st_mode & 0o777, 0o600)
        self.step("Smoke test")
        self.step("Forget the password")
        self.assertFalse((self.folder / "deploy.json").exists())

    def test_the_same_tag_pushed_again_really_rolls(self):
        self.push("latest", "one")
        self.deploy()
        before, digest = self.running(), self.push("latest", "two")
        self.deploy()
        self.assertNotEqual(before, self.running())
        self.assertTrue(self.running().endswith(digest))

    def test_a_tag_of_digits_is_deployed(self):
        digest = self.push("0123456789", "digits")
        self.deploy("0123456789")
        self.assertTrue(self.running().endswith(digest))

    def test_a_cancelled_deployment_is_recovered_before_the_next(self):
        self.push("latest", "one")
        self.deploy()
        self.stick()
        self.deploy(recover=False, good=False)
        self.assertIn("another operation (install/upgrade/rollback) is in progress", self.said)
        _, before = self.deploy()
        self.assertEqual(self.world.status(), "deployed")
        self.assertEqual(before["revision"], "3")

    def test_a_cancelled_first_installation_is_taken_away_before_the_next(self):
        self.push("latest", "one")
        self.world.run("kubectl", "create", "namespace", "mattermost")
        release = {"apiVersion": "v1", "kind": "Secret", "type": "helm.sh/release.v1"}
        self.deploy()
        stored = next(one for one in self.world.objects("Secret") if one.get("type") == release["type"])
        self.assertTrue(stored)
        record = json.loads(gzip.decompress(base64.b64decode(base64.b64decode(stored["data"]["release"]))))
        record["info"]["status"] = "pending-install"
        packed = base64.b64encode(base64.b64encode(gzip.compress(json.dumps(record).encode()))).decode()
        stored["data"]["release"], stored["metadata"]["labels"]["status"] = packed, "pending-install"
        stored["metadata"].pop("resourceVersion")
        self.world.tell("PUT", f"/api/v1/namespaces/mattermost/secrets/{stored['metadata']['name']}", stored)
        self.assertEqual(self.world.status(), "pending-install")
        _, before = self.deploy()
        self.assertEqual(before["revision"], "")
        self.assertEqual(self.world.status(), "deployed")

    def test_what_does_not_get_well_is_taken_back(self):
        good = self.push("latest", "one")
        self.deploy()
        bad = self.push("latest", "two")
        self.mark("fake.k8s/status=stuck")
        _, before = self.deploy(good=False)
        self.assertTrue(self.running().endswith(bad))
        self.mark("fake.k8s/status-")
        self.step("Take it back", GOOD=before["revision"])
        self.assertTrue(self.running().endswith(good))
        self.assertEqual(self.world.status(), "deployed")
        self.assertIn("Taken back to revision 1", (self.folder / "summary").read_text())

    def test_what_is_missing_is_said(self):
        self.step("Resolve the image", good=False, IMAGE_TAG="nowhere")
        self.assertIn("has no image with the tag nowhere", self.said)
        self.step("Reach the cluster", good=False, CLUSTER_NAME="nowhere")
        self.assertIn("The cluster nowhere is not there", self.said)
        self.step("Deploy", good=False, MM_DB_PASSWORD="", REPOSITORY="r", DIGEST="d")
        self.assertIn("MM_DB_PASSWORD is not set", self.said)
        for name, value in (("NAMESPACE", "a b"), ("RELEASE_NAME", "x;y"), ("CLUSTER_NAME", "$(id)"), ("IMAGE_TAG", "a/b"), ("NAMESPACE", "-n")):
            self.step("Check the inputs", good=False, **{name: value})

    def test_the_cluster_is_found_by_its_name(self):
        role = "arn:aws:iam::123456789012:role/eks"
        subnets = ",".join(one["SubnetId"] for one in json.loads(self.aws("ec2", "describe-subnets"))["Subnets"])
        self.aws("eks", "create-cluster", "--name", "mm-devops-prod", "--role-arn", role, "--resources-vpc-config", f"subnetIds={subnets}")
        self.addCleanup(self.aws, "eks", "delete-cluster", "--name", "mm-devops-prod")
        self.step("Reach the cluster", AWS_REGION=os.environ["AWS_REGION"])
        self.assertIn("mm-devops-prod", (self.folder / "kubeconfig").read_text())

    def test_a_repository_that_is_not_there_is_made(self):
        self.repository += "-new"
        first = self.step("Find the repository, or make it", BUILD)
        self.assertEqual(first, self.step("Find the repository, or make it", BUILD))
        self.assertTrue(first["uri"].endswith(self.repository))

    def publish(self, commit):
        folder = self.folder / "digests"
        folder.mkdir(exist_ok=True)
        for arch, letter in (("amd64", "a"), ("arm64", "b")):
            (folder / arch).write_text("sha256:" + letter * 64)
        return self.step("One image for both architectures", BUILD, GITHUB_SHA=commit)

    def tags(self):
        return {tag for image in json.loads(self.aws("ecr", "describe-images", "--repository-name", self.repository))["imageDetails"] for tag in image.get("imageTags", [])}

    def test_latest_and_the_commit_are_tagged_and_one_name_is_signed(self):
        name = self.publish("c" * 40)["name"]
        self.assertRegex(name, rf"/{self.repository}@sha256:[0-9a-f]{{64}}$")
        self.assertEqual(self.tags(), {"c" * 40, "latest"})
        self.publish("d" * 40)
        self.assertEqual(self.tags(), {"c" * 40, "d" * 40, "latest"})

    def test_where_tags_cannot_change_only_the_commit_is_tagged(self):
        self.aws("ecr", "put-image-tag-mutability", "--repository-name", self.repository, "--image-tag-mutability", "IMMUTABLE")
        name = self.publish("c" * 40)["name"]
        self.assertEqual(self.tags(), {"c" * 40})
        self.assertEqual(self.publish("c" * 40)["name"], name, "running again finds the image")


# Stands in for `docker buildx imagetools create`: puts an index of the parts under each tag, in the double of ECR.
DOCKER = r'''
import hashlib, json, subprocess, sys
words = sys.argv[1:]
assert words[:3] == ["buildx", "imagetools", "create"], words
tags = [words[i + 1] for i, word in enumerate(words) if word == "--tag"]
parts = [word for word in words[3:] if "@" in word]
assert len(parts) == 2, words
kind = "application/vnd.oci.image.index.v1+json"
index = {"schemaVersion": 2, "mediaType": kind, "manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 1, "digest": part.split("@")[1],
         "platform": {"os": "linux", "architecture": "amd64"}} for part in parts], "annotations": {"tag": tags[0]}}
text = json.dumps(index)
digest = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
for tag in tags:
    repository = tag.split("/", 1)[1].rsplit(":", 1)
    subprocess.run(["aws", "ecr", "put-image", "--repository-name", repository[0], "--image-tag", repository[1], "--image-manifest", text,
                    "--image-digest", digest], check=True, stdout=subprocess.DEVNULL)
'''
