"""mmlab against a double of Kubernetes, with Helm's own engine; `terraform` and `aws` answer as after an apply."""
import os
import pathlib
import sys
import time
import unittest

from world import CHART, ROOT, cluster

LAB = ["-n", "mattermost", "-f", str(CHART / "ci/lab.yaml")]
UP = ["upgrade", "--install", "mattermost", str(CHART)]
DIGEST = "sha256:" + "a" * 64
OUTPUTS = '{"ecr_repository_url": {"value": "1.dkr.ecr.eu-north-1.amazonaws.com/mattermost-lab"}, "region": {"value": "eu-north-1"}}'


def program(folder, name, text):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def mmlab(world, *words, good=True):
    """mmlab with this cluster, and terraform and aws that answer from a table."""
    folder = pathlib.Path(world.folder) / "bin"
    folder.mkdir(exist_ok=True)
    program(folder, "helm", f'exec {sys.executable} {ROOT}/deploy/support/bin/helm "$@"')
    program(folder, "terraform", f"""case "$*" in *output*) echo '{OUTPUTS}' ;; esac""")
    program(folder, "aws", f"""case "$*" in *describe-images*) echo '{{"imageDetails": [{{"imageDigest": "{DIGEST}"}}]}}' ;; *) exit 1 ;; esac""")
    path = f"{folder}:{world.environment['PATH']}"
    return world.run(os.environ["MMLAB"], *words, good=good, env={"PATH": path, "MM_DB_PASSWORD": "".join(map(chr, range(33, 127)))}, timeout=120)


def stick(world):
    """An upgrade that waits for pods that never come, killed meanwhile, as a cancelled workflow leaves it."""
    world.stick(True)
    process = world.start_helm(*UP, *LAB, "--set-string", "mattermost.image.tag=2.0.0", "--wait", "--timeout", "60s")
    end = time.monotonic() + 60
    while world.status() != "pending-upgrade":
        assert time.monotonic() < end, world.status()
    process.kill()
    process.wait()
    world.stick(False)


def image(world):
    deployment = next(one for one in world.objects("Deployment") if one["metadata"]["name"] == "mattermost")
    return deployment["spec"]["template"]["spec"]["containers"][0]["image"]


class Mmlab(unittest.TestCase):
    def test_a_stuck_release_is_recovered(self):
        with cluster() as world:
            world.helm(*UP, *LAB, "--create-namespace", "--wait", "--timeout", "60s")
            stick(world)
            refused = world.helm(*UP, *LAB, good=False)
            self.assertIn("another operation (install/upgrade/rollback) is in progress", refused.stderr)
            said = mmlab(world, "rollback", "lab").stdout
            self.assertIn("revision 2: pending-upgrade", said)
            self.assertIn("$ helm rollback mattermost 1 -n mattermost --wait --timeout 10m", said)
            self.assertEqual(world.status(), "deployed")
            self.assertTrue(image(world).endswith(":1.0.0"))
            world.helm(*UP, *LAB, "--wait", "--timeout", "60s")

    def test_a_dry_run_leaves_it_stuck(self):
        with cluster() as world:
            world.helm(*UP, *LAB, "--create-namespace", "--wait", "--timeout", "60s")
            stick(world)
            mmlab(world, "rollback", "lab", "--dry-run")
            self.assertEqual(world.status(), "pending-upgrade")

    def test_deploy_comes_out_of_a_stuck_release_and_rolls_the_digest(self):
        with cluster() as world:
            mmlab(world, "deploy", "lab")
            self.assertEqual(world.status(), "deployed")
            self.assertEqual(image(world), f"1.dkr.ecr.eu-north-1.amazonaws.com/mattermost-lab@{DIGEST}")
            stick(world)
            said = mmlab(world, "deploy", "lab").stdout
            self.assertIn("An earlier upgrade was broken off", said)
            self.assertEqual(world.status(), "deployed")
            self.assertNotIn("ABCDEFGHIJ", said, "the password is shown")

    def test_a_release_that_never_was_cannot_go_back(self):
        with cluster() as world:
            done = mmlab(world, "rollback", "lab", good=False)
            self.assertEqual(done.returncode, 1)
            self.assertIn("no earlier revision", done.stdout)


if __name__ == "__main__":
    unittest.main()
