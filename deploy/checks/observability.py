"""Alerts, dashboards and the values of the monitoring charts and add-ons."""
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import yaml

from world import CHART, ROOT

FOLDER = ROOT / "helm/observability"
RULES = CHART / "files/alerts.yaml"


def read(name):
    return yaml.safe_load((ROOT / "helm" / name).read_text())


def memory(text):
    return int(text[:-2]) * {"Mi": 1, "Gi": 1024}[text[-2:]]


def requests(found):
    """The memory in every `resources.requests` of a values file."""
    if isinstance(found, dict):
        for key, inner in found.items():
            if key == "resources" and "memory" in inner.get("requests", {}) and "storage" not in inner["requests"]:
                yield memory(inner["requests"]["memory"])
            else:
                yield from requests(inner)
    elif isinstance(found, list):
        for inner in found:
            yield from requests(inner)


class Rules(unittest.TestCase):
    def promtool(self, *arguments):
        if not shutil.which("promtool"):
            self.skipTest("promtool is not installed (apt-get install prometheus)")
        return subprocess.run(["promtool", *arguments], capture_output=True, text=True, check=False)

    def test_the_rules_are_sound(self):
        done = self.promtool("check", "rules", str(RULES))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_trouble_is_told_and_health_is_not(self):
        done = self.promtool("test", "rules", str(FOLDER / "tests/alerts.test.yaml"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_every_alert_says_what_and_what_to_do_and_is_tested(self):
        tests = (FOLDER / "tests/alerts.test.yaml").read_text()
        for rule in (rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]):
            self.assertIn(rule["labels"]["severity"], ("warning", "critical"))
            self.assertTrue({"summary", "description"} <= rule["annotations"].keys(), rule["alert"])
            self.assertIn(rule["alert"], tests)

    def test_the_dashboard_is_whole_and_its_queries_are_read_by_prometheus(self):
        dashboard = json.loads((CHART / "files/dashboards/martlet.json").read_text())
        identities = [panel["id"] for panel in dashboard["panels"]]
        self.assertEqual(len(identities), len(set(identities)))
        queries = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]
        self.assertGreater(len(queries), 15)
        plain = [query.replace("$__rate_interval", "5m").replace("$namespace", ".*") for query in queries]
        rules = {"groups": [{"name": "dashboard", "rules": [{"record": f"q{index}", "expr": query} for index, query in enumerate(plain)]}]}
        path = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) / "rules.yaml"
        path.write_text(yaml.safe_dump(rules))
        done = self.promtool("check", "rules", str(path))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_links_lead_to_the_charts_files(self):
        self.assertEqual((FOLDER / "alerts/mattermost.yaml").resolve(), RULES.resolve())
        self.assertEqual((FOLDER / "dashboards/martlet.json").resolve(), (CHART / "files/dashboards/martlet.json").resolve())


class Values(unittest.TestCase):
    def test_monitors_and_rules_of_other_releases_are_found(self):
        spec = read("observability/kube-prometheus-stack.values.yaml")["prometheus"]["prometheusSpec"]
        for kind in ("serviceMonitor", "podMonitor", "rule", "probe", "scrapeConfig"):
            self.assertIs(spec[f"{kind}SelectorNilUsesHelmValues"], False, kind)

    def test_the_control_plane_that_eks_hides_raises_no_alerts(self):
        found = read("observability/kube-prometheus-stack.values.yaml")
        for part in ("kubeControllerManager", "kubeScheduler", "kubeEtcd", "kubeProxy"):
            self.assertIs(found[part]["enabled"], False, part)
        for rule in ("etcd", "kubeControllerManager", "kubeProxy", "kubeSchedulerAlerting", "kubeSchedulerRecording"):
            self.assertIs(found["defaultRules"]["rules"][rule], False, rule)

    def test_loki_fits_small_nodes_and_deletes(self):
        found = read("observability/loki.values.yaml")
        self.assertFalse(found["chunksCache"]["enabled"] or found["resultsCache"]["enabled"])
        loki = found["loki"]
        self.assertIs(loki["compactor"]["retention_enabled"], True)
        self.assertTrue(loki["compactor"]["delete_request_store"])
        self.assertRegex(loki["limits_config"]["retention_period"], r"^\d+h$")

    def test_everything_together_asks_for_less_than_two_small_nodes_have(self):
        files = [*FOLDER.glob("*.values.yaml"), *(ROOT / "helm/addons").glob("*/values.yaml")]
        total = sum(sum(requests(yaml.safe_load(path.read_text()))) for path in files if path.name != "promtail.values.yaml")
        self.assertTrue(500 < total < 2 * 3300 - 2000, total)

    def test_no_password_is_in_the_values(self):
        for path in FOLDER.glob("*.values.yaml"):
            self.assertNotRegex(path.read_text(), r"(?i)adminPassword|password: [^p\s]")

    def test_collectors_go_where_loki_is(self):
        for name in ("alloy", "promtail"):
            self.assertIn("http://loki.monitoring.svc:3100/loki/api/v1/push", (FOLDER / f"{name}.values.yaml").read_text())
        alloy = read("observability/alloy.values.yaml")["alloy"]["configMap"]["content"]
        self.assertEqual(alloy.count("{"), alloy.count("}"))

    def test_the_controller_is_told_its_region_and_its_cluster(self):
        found = read("addons/aws-load-balancer-controller/values.yaml")
        self.assertEqual((found["region"], found["clusterName"]), ("eu-north-1", "mm-devops-prod"))
        self.assertIn("vpcId", found)

    def test_storage_classes_are_named_as_the_values_name_them(self):
        known = {one["metadata"]["name"] for one in yaml.safe_load_all((ROOT / "helm/addons/storage-classes.yaml").read_text())}
        used = set(re.findall(r"(?:className|storageClass|storageClassName): ([a-z0-9-]+)", "".join(
            path.read_text() for path in [CHART / "values.yaml", CHART / "values.prod.yaml", *FOLDER.glob("*.values.yaml")]))) - {"alb"}
        self.assertEqual(used, known)

    def test_yaml_is_tidy(self):
        files = [*(ROOT / "helm").glob("*/*.yaml"), *(ROOT / "helm/addons").glob("*/*.yaml"), *(ROOT / "k8s").rglob("*.yaml"),
                 *(CHART / "ci").glob("*.yaml"), *(CHART / "files").glob("*.yaml"), ROOT / "docker-compose.dev.yml"]
        done = subprocess.run(["yamllint", "-s", "-c", str(ROOT / "deploy/support/yamllint.yaml"), *map(str, files)], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)
