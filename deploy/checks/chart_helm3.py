"""The chart by Helm 3's own engine, beside that of 4 which the other tests run on: the same objects, the same refusals, a life on the
double of Kubernetes."""
import json
import time
import unittest

from helm3 import PROGRAM, Helm3, Refused
from world import CHART, PROD, SCENARIOS, cluster, scenario, values


def in_order(objects):
    return sorted((one["kind"], one["metadata"]["name"], json.dumps(one, sort_keys=True)) for one in objects)


@unittest.skipUnless(PROGRAM, "Helm 3's engine cannot be had from PyPI (deploy/support/helm3.txt)")
class Renders(unittest.TestCase):
    def setUp(self):
        self.helm = self.enterContext(Helm3())

    def test_every_scenario_is_the_same_by_both(self):
        for name, files in SCENARIOS.items():
            with self.subTest(name):
                self.assertEqual(in_order(self.helm.render(values(files), CHART)), in_order(scenario(name)))

    def test_strict_lint_finds_nothing(self):
        for name, files in SCENARIOS.items():
            with self.subTest(name):
                found = json.loads(self.helm.run("lint", paths=[str(CHART)], strict=True, values=values(files), kube_version="1.32.0", namespace="chat"))
                self.assertTrue(found["passed"], found)

    def test_what_cannot_work_is_refused_with_the_same_sentences(self):
        for sentence, files, over in (
            ("SQLite serves one pod", ["ci/one-box.yaml"], {"mattermost": {"replicas": 2}}),
            ("need 97 connections, but postgres.connectionLimit is 75", PROD, {"mattermost": {"replicas": 5}}),
            ("name different hosts", PROD, {"mattermost": {"siteURL": "https://other.example.com"}}),
            ("replicaz", ["ci/lab.yaml"], {"mattermost": {"replicaz": 2}}),
        ):
            with self.subTest(sentence), self.assertRaisesRegex(Refused, sentence):
                self.helm.render(values(files, over), CHART)


@unittest.skipUnless(PROGRAM, "Helm 3's engine cannot be had from PyPI (deploy/support/helm3.txt)")
class Life(unittest.TestCase):
    """Without --wait, where it must end: Helm 3 waits for ReplicaSets, and the double runs no controller that makes any."""

    def setUp(self):
        self.world = self.enterContext(cluster())
        self.helm = self.enterContext(Helm3(self.world.environment))

    def upgrade(self, tag="1.0.0"):
        found = values(["ci/lab.yaml"], {"mattermost": {"image": {"tag": tag}}})
        self.helm.run("upgrade", release_name="mattermost", chart=str(CHART), namespace="mattermost", install=True, create_namespace=True,
                      timeout="30s", values=found)

    def release(self, command, **more):
        return self.helm.run(command, release_name="mattermost", namespace="mattermost", **more)

    def image(self):
        deployment = next(one for one in self.world.objects("Deployment") if one["metadata"]["name"] == "mattermost")
        return deployment["spec"]["template"]["spec"]["containers"][0]["image"]

    def test_installed_upgraded_tested_taken_back_and_taken_away(self):
        self.world.make_namespace("mattermost")
        self.upgrade()
        self.upgrade("1.0.1")
        self.assertTrue(self.image().endswith(":1.0.1"))
        self.release("test", timeout="20s")
        self.release("rollback", revision=1)
        self.assertTrue(self.image().endswith(":1.0.0"))
        self.release("uninstall")
        self.assertTrue(self.world.has("PersistentVolumeClaim", "mattermost-data"), "what people wrote outlives the release")
        self.assertTrue(self.world.has("Namespace", "mattermost"))

    def test_a_release_that_was_broken_off_refuses_and_is_taken_back(self):
        self.upgrade()
        self.world.stick(True)
        other = Helm3(self.world.environment)
        other.say({"id": 99, "method": "tools/call", "params": {"name": "helm_upgrade", "arguments": {
            "helm_version": "v3", "release_name": "mattermost", "chart": str(CHART), "namespace": "mattermost", "wait": True, "timeout": "60s",
            "values": values(["ci/lab.yaml"], {"mattermost": {"image": {"tag": "2.0.0"}}})}}})
        end = time.monotonic() + 20
        while "pending-upgrade" not in self.release("history"):
            self.assertLess(time.monotonic(), end)
        other.process.kill()
        other.__exit__()
        self.world.stick(False)
        with self.assertRaisesRegex(Refused, "another operation \\(install/upgrade/rollback\\) is in progress"):
            self.upgrade("2.0.1")
        self.release("rollback", revision=1)
        self.upgrade("2.0.1")
        self.assertTrue(self.image().endswith(":2.0.1"))

    def test_a_release_of_helm_3_goes_on_under_helm_4(self):
        self.upgrade()
        self.world.helm("upgrade", "mattermost", str(CHART), "-n", "mattermost", "-f", str(CHART / "ci/lab.yaml"), "--set-string",
                        "mattermost.image.tag=1.0.1", "--wait", "--timeout", "30s")
        self.assertEqual(self.world.status(), "deployed")
        self.assertTrue(self.image().endswith(":1.0.1"))
