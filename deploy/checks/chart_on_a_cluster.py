"""The chart and the raw manifests on a double of Kubernetes: installed, upgraded, stuck and taken back, refused."""
import shutil
import subprocess
import time
import unittest

import yaml

from world import CHART, ROOT, check_schema, cluster, pods

LAB = ["-n", "mattermost", "-f", str(CHART / "ci/lab.yaml")]
PROD = ["-n", "mattermost", "-f", str(CHART / "values.prod.yaml"), "-f", str(CHART / "ci/prod.yaml")]
UP = ["upgrade", "--install", "mattermost", str(CHART)]


def image(world):
    deployment = next(one for one in world.objects("Deployment") if one["metadata"]["name"] == "mattermost")
    return deployment["spec"]["template"]["spec"]["containers"][0]["image"]


def stick(world):
    """Leaves the release as a cancelled deployment does: an upgrade that waits for pods that never come, killed meanwhile."""
    world.stick(True)
    process = world.start_helm(*UP, *LAB, "--set-string", "mattermost.image.tag=2.0.0", "--wait", "--timeout", "60s")
    end = time.monotonic() + 20
    while world.status() != "pending-upgrade":
        assert time.monotonic() < end, world.status()
    process.kill()
    process.wait()
    world.stick(False)


class Cluster(unittest.TestCase):
    def test_installed_upgraded_tested_and_taken_away(self):
        with cluster() as world:
            world.helm(*UP, *LAB, "--create-namespace", "--wait", "--timeout", "30s")
            self.assertEqual(world.status(), "deployed")
            world.helm(*UP, *LAB, "--set-string", "mattermost.image.tag=1.0.1", "--wait", "--timeout", "30s")
            self.assertTrue(image(world).endswith(":1.0.1"))
            world.helm("test", "mattermost", "-n", "mattermost", "--timeout", "20s")
            world.helm("rollback", "mattermost", "-n", "mattermost", "--wait", "--timeout", "30s")
            self.assertTrue(image(world).endswith(":1.0.0"))
            world.helm("uninstall", "mattermost", "-n", "mattermost")
            self.assertTrue(world.has("PersistentVolumeClaim", "mattermost-data"), "what people wrote outlives the release")
            self.assertTrue(world.has("Namespace", "mattermost"))

    def test_the_seeds_own_command_works_with_every_printable_character(self):
        password = "".join(chr(code) for code in range(33, 127) if chr(code) not in ",\\")
        with cluster() as world:
            world.helm(*UP, *PROD, "--create-namespace", "--set-string", f"postgres.password={password}", "--wait", "--timeout", "30s")
            self.assertEqual(world.status(), "deployed")

    def test_a_migration_comes_before_the_pods(self):
        with cluster() as world:
            world.helm(*UP, *PROD, "--create-namespace")
            kinds = [entry["kind"] for entry in world.ask("/__log") if entry["verb"] != "delete"]
            self.assertLess(kinds.index("Job"), kinds.index("Deployment"))

    def test_a_namespace_that_exists_is_used_and_never_owned(self):
        with cluster() as world:
            world.make_namespace("mattermost")
            world.helm(*UP, *LAB, "--create-namespace")
            labels = next(one for one in world.objects("Namespace") if one["metadata"]["name"] == "mattermost")["metadata"].get("labels", {})
            self.assertNotIn("app.kubernetes.io/managed-by", labels)

    def test_a_stuck_release_refuses_and_is_taken_back(self):
        with cluster() as world:
            world.helm(*UP, *LAB, "--create-namespace")
            stick(world)
            refused = world.helm(*UP, *LAB, good=False)
            self.assertIn("another operation (install/upgrade/rollback) is in progress", refused.stderr)
            world.helm("rollback", "mattermost", "1", "-n", "mattermost", "--wait", "--timeout", "30s")
            world.helm(*UP, *LAB, "--set-string", "mattermost.image.tag=2.0.1", "--wait", "--timeout", "30s")
            self.assertEqual(world.status(), "deployed")
            self.assertTrue(image(world).endswith(":2.0.1"))

    def test_an_object_of_somebody_else_is_left_alone(self):
        with cluster() as world:
            world.make_namespace("mattermost")
            world.tell("POST", "/api/v1/namespaces/mattermost/configmaps", {
                "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "mattermost"}, "data": {"mine": "yes"}})
            refused = world.helm(*UP, *LAB, good=False)
            self.assertIn("invalid ownership metadata", refused.stderr)
            self.assertEqual(next(one for one in world.objects("ConfigMap"))["data"], {"mine": "yes"})
            self.assertFalse(world.objects("Deployment"))

    def test_another_releases_objects_are_left_alone(self):
        with cluster() as world:
            world.helm(*UP, *LAB, "--create-namespace")
            refused = world.helm("install", "other", str(CHART), *LAB, "--set", "fullnameOverride=mattermost", good=False)
            self.assertIn("invalid ownership metadata", refused.stderr)
            self.assertEqual(world.status(), "deployed")

    def test_a_missing_permission_is_named(self):
        with cluster("--deny", "create:deployments", "--deny", "patch:deployments") as world:
            refused = world.helm(*UP, *LAB, "--create-namespace", good=False)
            self.assertRegex(refused.stderr.replace("\\", ""), r"cannot (create|patch) resource .deployments.")
            self.assertEqual(world.status(), "failed")


@unittest.skipUnless(shutil.which("kubectl"), "kubectl is not installed")
class RawManifests(unittest.TestCase):
    def rendered(self):
        text = subprocess.run(["kubectl", "kustomize", str(ROOT / "k8s/mattermost")], check=True, capture_output=True, text=True).stdout
        return list(yaml.safe_load_all(text))

    def test_kubernetes_knows_every_field(self):
        for one in self.rendered():
            check_schema(one, "1.32")

    def test_they_are_as_hard_as_the_chart(self):
        for _, pod in pods(self.rendered()):
            self.assertTrue(pod["securityContext"]["runAsNonRoot"])
            for container in pod["containers"]:
                self.assertEqual(container["securityContext"]["capabilities"], {"drop": ["ALL"]})
                self.assertIs(container["securityContext"]["readOnlyRootFilesystem"], True)
                self.assertNotIn(":latest", container["image"])
                self.assertIn(":", container["image"])

    def test_they_can_be_applied_twice(self):
        with cluster() as world:
            for _ in range(2):
                world.run("kubectl", "apply", "-k", str(ROOT / "k8s/mattermost"))
            self.assertTrue(world.has("StatefulSet", "postgres"))

    def test_addons_that_are_applied_by_hand_are_well_formed(self):
        with cluster() as world:
            world.run("kubectl", "apply", "-f", str(ROOT / "helm/addons/storage-classes.yaml"))
            self.assertTrue(world.has("StorageClass", "gp3"))
