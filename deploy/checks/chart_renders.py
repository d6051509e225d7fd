"""The chart, rendered by Helm's engine: every scenario, what must hold in all of them, and what is refused with a sentence."""
import ctypes
import ctypes.util
import json
import re
import unittest
import urllib.parse

import helm_python as helm
import yaml

from world import CHART, PRINTABLE, PROD, ROOT, SCENARIOS, check_schema, find, pods, render, scenario, values

EVERY = {name: scenario(name) for name in SCENARIOS}


def in_every(test):
    """Runs a check for each scenario; says which failed."""
    def run(self):
        for name, objects in EVERY.items():
            with self.subTest(scenario=name):
                test(self, objects)
    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


def containers(objects):
    for one, pod in pods(objects):
        for container in pod["containers"] + pod.get("initContainers", []):
            yield one, container


def server(objects):
    return find(objects, "Deployment", "mattermost")


class Scenarios(unittest.TestCase):
    def test_every_file_in_ci_is_a_scenario(self):
        used = {name for files in SCENARIOS.values() for name in files if name.startswith("ci/")}
        self.assertEqual(used, {f"ci/{path.name}" for path in (CHART / "ci").glob("*.yaml")})

    def test_lint_finds_nothing(self):
        for name, files in SCENARIOS.items():
            for message in helm.lint(str(CHART), values(files), strict=True, namespace="chat", kube_version="v1.32.0")["messages"]:
                self.assertTrue(message["severity"] < 2 or name == "", f"{name}: {message}")

    @in_every
    def test_kubernetes_knows_every_field(self, objects):
        for one in objects:
            for version in ("1.30", "1.32", "1.34"):
                with self.subTest(kind=one["kind"], name=one["metadata"]["name"], version=version):
                    check_schema(one, version)

    @in_every
    def test_rendering_again_gives_the_same(self, objects):
        name = next(name for name, known in EVERY.items() if known is objects)
        self.assertEqual(objects, render(values(SCENARIOS[name])))

    def test_names_stay_apart_and_short(self):
        objects = render(values(["ci/lab.yaml"]), release="r" * 53)
        names = [(one["kind"], one["metadata"]["name"]) for one in objects]
        self.assertEqual(len(names), len(set(names)))
        self.assertTrue(all(len(name) <= 63 for _, name in names), names)


class Invariants(unittest.TestCase):
    @in_every
    def test_nothing_runs_as_root(self, objects):
        for one, pod in pods(objects):
            security = pod["securityContext"]
            self.assertTrue(security["runAsNonRoot"] and security["runAsUser"] > 0 and security["runAsGroup"] > 0, one["metadata"]["name"])
            self.assertEqual(security["seccompProfile"], {"type": "RuntimeDefault"})

    @in_every
    def test_containers_can_neither_write_nor_rise(self, objects):
        for _, container in containers(objects):
            security = container["securityContext"]
            self.assertIs(security["readOnlyRootFilesystem"], True)
            self.assertIs(security["allowPrivilegeEscalation"], False)
            self.assertEqual(security["capabilities"], {"drop": ["ALL"]})

    @in_every
    def test_images_name_a_version_and_are_no_bitnami(self, objects):
        for _, container in containers(objects):
            image = container["image"]
            self.assertRegex(image, r"(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9._-]*)$")
            self.assertFalse(image.endswith(":latest") or "bitnami" in image, image)

    @in_every
    def test_resources_are_asked_for_and_bounded(self, objects):
        for _, container in containers(objects):
            self.assertTrue({"cpu", "memory"} <= container["resources"]["requests"].keys(), container["name"])
            self.assertIn("memory", container["resources"]["limits"])
            self.assertNotIn("cpu", container["resources"]["limits"], "a limit of CPU only slows down")

    @in_every
    def test_what_runs_on_has_three_probes_and_they_differ(self, objects):
        for one, container in containers(objects):
            if one["kind"] in ("Deployment", "StatefulSet"):
                for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                    self.assertIn(probe, container, one["metadata"]["name"])
        container = server(objects)["spec"]["template"]["spec"]["containers"][0]
        self.assertNotEqual(container["livenessProbe"]["httpGet"]["path"], container["readinessProbe"]["httpGet"]["path"])

    @in_every
    def test_no_pod_holds_a_token_for_the_cluster(self, objects):
        for _, pod in pods(objects):
            self.assertIs(pod["automountServiceAccountToken"], False)
            self.assertIs(pod["enableServiceLinks"], False)

    @in_every
    def test_no_secret_is_in_a_config_map(self, objects):
        for one in objects:
            if one["kind"] == "ConfigMap":
                for key in one["data"]:
                    self.assertNotRegex(key, "PASSWORD|SECRET|DATASOURCE$|ACCESSKEY|SALT|ENCRYPT")

    @in_every
    def test_a_changed_setting_rolls_the_pods(self, objects):
        annotations = server(objects)["spec"]["template"]["metadata"]["annotations"]
        self.assertTrue({"checksum/config", "checksum/secret"} <= annotations.keys())

    def test_a_changed_password_rolls_the_pods_and_an_unchanged_one_does_not(self):
        def annotations(password):
            objects = render(values(PROD, {"postgres": {"password": password}}))
            return server(objects)["spec"]["template"]["metadata"]["annotations"]
        self.assertEqual(annotations("one"), annotations("one"))
        self.assertNotEqual(annotations("one")["checksum/secret"], annotations("two")["checksum/secret"])

    @in_every
    def test_the_chart_owns_no_namespace_and_sets_none(self, objects):
        self.assertFalse([one for one in objects if one["kind"] == "Namespace"])

    @in_every
    def test_labels_are_whole_and_selectors_find_their_pods(self, objects):
        for one in objects:
            labels = one["metadata"]["labels"]
            for key in ("name", "instance", "component", "version", "managed-by"):
                self.assertIn(f"app.kubernetes.io/{key}", labels, one["kind"])
            if one["kind"] in ("Deployment", "StatefulSet"):
                selector = one["spec"]["selector"]["matchLabels"]
                self.assertTrue(selector.items() <= one["spec"]["template"]["metadata"]["labels"].items())
                self.assertNotIn("app.kubernetes.io/version", selector)

    @in_every
    def test_services_lead_to_ports_that_exist(self, objects):
        for service in (one for one in objects if one["kind"] == "Service"):
            ports = {port["name"] for one in objects if one["kind"] in ("Deployment", "StatefulSet")
                     if service["spec"]["selector"].items() <= one["spec"]["template"]["metadata"]["labels"].items()
                     for container in one["spec"]["template"]["spec"]["containers"] for port in container["ports"]}
            self.assertTrue({port["targetPort"] for port in service["spec"]["ports"]} <= ports, service["metadata"]["name"])

    @in_every
    def test_a_storage_class_is_named(self, objects):
        claims = [one["spec"] for one in objects if one["kind"] == "PersistentVolumeClaim"]
        claims += [claim["spec"] for one in objects if one["kind"] == "StatefulSet" for claim in one["spec"]["volumeClaimTemplates"]]
        for claim in claims:
            self.assertTrue(claim["storageClassName"])

    @in_every
    def test_no_replicas_stand_beside_an_autoscaler(self, objects):
        scaled = any(one["kind"] == "HorizontalPodAutoscaler" for one in objects)
        self.assertNotEqual(scaled, "replicas" in server(objects)["spec"])

    @in_every
    def test_there_is_time_to_drain(self, objects):
        pod = server(objects)["spec"]["template"]["spec"]
        wait = pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
        config = find(objects, "ConfigMap", "mattermost")["data"]
        drain = int(config.get("MARTLET_SERVERSETTINGS_DRAINSECONDS", 20))
        self.assertGreaterEqual(pod["terminationGracePeriodSeconds"], wait + drain + 15)

    @in_every
    def test_every_setting_is_one_that_the_server_knows(self, objects):
        known = set(re.findall(r"^\| ((?:MM|MARTLET)_[A-Z0-9_]+) \|", (ROOT / "docs/operate/settings.md").read_text(), re.M)) | {"MM_CONFIG"}
        names = {name for one in objects if one["kind"] in ("ConfigMap", "Secret")
                 for name in {**one.get("data", {}), **one.get("stringData", {})} if name.startswith(("MM_", "MARTLET_"))}
        self.assertTrue(names)
        self.assertEqual(names - known, set())

    def test_by_default_spread_budget_and_policies_are_there(self):
        for name in set(SCENARIOS) - {"bare"}:
            kinds = [one["kind"] for one in EVERY[name]]
            for kind in ("PodDisruptionBudget", "NetworkPolicy"):
                self.assertIn(kind, kinds, name)
            self.assertIn("topologySpreadConstraints", server(EVERY[name])["spec"]["template"]["spec"])
            self.assertEqual(find(EVERY[name], "PodDisruptionBudget")["spec"]["maxUnavailable"], 1)

    @in_every
    def test_policies_cover_every_pod_and_hide_the_metadata_service(self, objects):
        policies = [one["spec"] for one in objects if one["kind"] == "NetworkPolicy"]
        if not policies:
            return
        for one in objects:
            if one["kind"] in ("Deployment", "StatefulSet"):
                labels = one["spec"]["template"]["metadata"]["labels"]
                self.assertTrue(any(covers(policy["podSelector"], labels) for policy in policies), one["metadata"]["name"])
        for rule in (rule for policy in policies for rule in policy["egress"]):
            for block in (to["ipBlock"] for to in rule.get("to", []) if "ipBlock" in to):
                self.assertTrue(block["cidr"] != "0.0.0.0/0" or "169.254.0.0/16" in block["except"])


def covers(selector, labels):
    for expression in selector.get("matchExpressions", []):
        if labels.get(expression["key"]) not in expression["values"]:
            return False
    return selector.get("matchLabels", {}).items() <= labels.items()


class Shapes(unittest.TestCase):
    def test_production_asks_for_tls_and_spells_no_endpoint(self):
        secret = find(EVERY["prod"], "Secret", "mattermost")["stringData"]["MM_SQLSETTINGS_DATASOURCE"]
        self.assertIn("?sslmode=require&", secret)
        self.assertNotIn("MM_FILESETTINGS_AMAZONS3ENDPOINT", find(EVERY["prod"], "ConfigMap", "mattermost")["data"])
        self.assertEqual(find(EVERY["existing-secret"], "ConfigMap", "mattermost")["data"]["MM_FILESETTINGS_AMAZONS3ENDPOINT"], "s3.example.com")

    def test_pods_hear_each_other_through_redis_where_there_is_one(self):
        config = lambda over: find(render(values(PROD, over)), "ConfigMap", "mattermost")["data"]
        redis = config({"redis": {"host": "cache.example.com"}})
        self.assertEqual(redis["MM_CACHESETTINGS_CACHETYPE"], "redis")
        self.assertEqual(redis["MM_CACHESETTINGS_REDISADDRESS"], "rediss://cache.example.com:6379")
        self.assertNotIn("MM_CACHESETTINGS_CACHETYPE", config({"redis": {"mode": "none"}}))
        lab = find(EVERY["lab"], "ConfigMap", "mattermost")["data"]
        service = next(one["metadata"]["name"] for one in EVERY["lab"] if one["kind"] == "Service" and "redis" in one["metadata"]["name"])
        self.assertEqual(lab["MM_CACHESETTINGS_REDISADDRESS"], f"{service}:6379")

    def test_the_load_balancer_is_friendly_to_websockets(self):
        annotations = find(EVERY["prod"], "Ingress")["metadata"]["annotations"]
        prefix = "alb.ingress.kubernetes.io/"
        self.assertIn("idle_timeout.timeout_seconds=300", annotations[prefix + "load-balancer-attributes"])
        self.assertEqual(annotations[prefix + "target-type"], "ip")
        self.assertEqual(annotations[prefix + "healthcheck-path"], "/health/ready")
        self.assertIn('"HTTPS":443', annotations[prefix + "listen-ports"])
        self.assertIn("deregistration_delay.timeout_seconds=25", annotations[prefix + "target-group-attributes"])

    def test_without_an_ingress_a_load_balancer_can_serve(self):
        objects = render(values(PROD, {"ingress": {"enabled": False}, "mattermost": {"service": {"type": "LoadBalancer"}}}))
        self.assertEqual(find(objects, "Service", "mattermost")["spec"]["type"], "LoadBalancer")
        self.assertFalse([one for one in objects if one["kind"] == "Ingress"])
        self.assertNotIn(8067, [port["port"] for port in find(objects, "Service", "mattermost")["spec"]["ports"]])

    def test_the_volume_on_efs_is_shared(self):
        claim, volume = find(EVERY["prod"], "PersistentVolumeClaim"), find(EVERY["prod"], "PersistentVolume")
        self.assertEqual(claim["spec"]["accessModes"], ["ReadWriteMany"])
        self.assertEqual(claim["spec"]["volumeName"], volume["metadata"]["name"])
        self.assertEqual(volume["spec"]["csi"]["volumeHandle"], "fs-0123456789abcdef0::fsap-0123456789abcdef0")
        self.assertEqual(volume["spec"]["persistentVolumeReclaimPolicy"], "Retain")

    def test_a_volume_of_one_node_is_never_asked_for_twice(self):
        self.assertEqual(server(EVERY["lab"])["spec"]["strategy"], {"type": "Recreate"})
        self.assertEqual(server(EVERY["prod"])["spec"]["strategy"]["rollingUpdate"], {"maxUnavailable": 0, "maxSurge": 1})

    def test_a_digest_wins_over_the_tag(self):
        self.assertIn("/mattermost@sha256:", server(EVERY["prod"])["spec"]["template"]["spec"]["containers"][0]["image"])

    def test_a_tag_of_digits_stays_text(self):
        objects = render(values(["ci/lab.yaml"], {"mattermost": {"image": {"tag": "0123456789"}}}))
        self.assertTrue(server(objects)["spec"]["template"]["spec"]["containers"][0]["image"].endswith(":0123456789"))
        with self.assertRaisesRegex(helm.HelmError, "got number, want string|tag"):
            render(values(["ci/lab.yaml"], {"mattermost": {"image": {"tag": 123456789}}}))

    def test_somebody_elses_secret_is_referred_to_and_not_copied(self):
        for name, secret in (("existing-secret", "database"), ("external-secrets", "mattermost-postgres-password")):
            container = server(EVERY[name])["spec"]["template"]["spec"]["containers"][0]
            self.assertIn({"name": "PGPASSWORD", "valueFrom": {"secretKeyRef": {"name": secret, "key": "password"}}}, container["env"])
            source = find(EVERY[name], "Secret", "mattermost")["stringData"]["MM_SQLSETTINGS_DATASOURCE"]
            self.assertIsNone(urllib.parse.urlsplit(source).password)

    def test_rotation_is_followed(self):
        self.assertEqual(find(EVERY["external-secrets"], "ExternalSecret")["spec"]["refreshInterval"], "5m")
        annotations = server(EVERY["external-secrets"])["metadata"]["annotations"]
        self.assertEqual(annotations["secret.reloader.stakater.com/reload"], "mattermost-postgres-password")

    def test_migrations_run_before_the_pods_where_the_database_is_there_already(self):
        job = find(EVERY["prod"], "Job")
        self.assertEqual(job["metadata"]["annotations"]["helm.sh/hook"], "pre-install,pre-upgrade")
        self.assertEqual(job["spec"]["template"]["spec"]["containers"][0]["args"], ["migrate"])
        for name in ("lab", "one-box", "upstream", "bare"):
            self.assertFalse([one for one in EVERY[name] if one["kind"] == "Job"], name)

    def test_an_upstream_image_gets_its_own_probes_user_and_folders(self):
        pod = server(EVERY["upstream"])["spec"]["template"]["spec"]
        self.assertEqual(pod["securityContext"]["runAsUser"], 2000)
        self.assertEqual(pod["containers"][0]["livenessProbe"]["httpGet"]["path"], "/api/v4/system/ping")
        self.assertTrue(find(EVERY["upstream"], "Secret", "mattermost")["stringData"]["MM_CONFIG"].startswith("postgres://"), "settings outlive the pod")
        self.assertIn("/mattermost/plugins", [mount["mountPath"] for mount in pod["containers"][0]["volumeMounts"]])
        self.assertFalse([name for name in find(EVERY["upstream"], "ConfigMap", "mattermost")["data"] if name.startswith("MARTLET_")])

    def test_the_deploy_role_may_make_all_of_it(self):
        file = ROOT / "infra/access/deployers.yaml"
        if not file.exists():
            self.skipTest("infra/ is not there")
        given = {}
        for one in yaml.safe_load_all(file.read_text()):
            for rule in one.get("rules", []):
                for resource in rule["resources"]:
                    given.setdefault((one["kind"], resource), set()).update(rule["verbs"])
        # AWS's access policy covers Kubernetes' own types inside the namespace; these it does not.
        wanted = {("ClusterRole", one["kind"].lower() + "s") for objects in EVERY.values() for one in objects if one["kind"] == "PersistentVolume"}
        wanted |= {("Role", one["kind"].lower() + "s") for objects in EVERY.values() for one in objects
                   if one["apiVersion"].split("/")[0] in ("monitoring.coreos.com", "external-secrets.io")}
        self.assertEqual(len(wanted), 4)
        for key in wanted:
            verbs = given.get(key, set())
            self.assertTrue("*" in verbs or {"get", "create", "patch", "update", "delete"} <= verbs, f"{key}: {verbs}")

    def test_monitors_rules_and_dashboards_are_given_out(self):
        objects = EVERY["prod-scaled"]
        monitor, service = find(objects, "ServiceMonitor"), find(objects, "Service", "mattermost-metrics")
        self.assertTrue(monitor["spec"]["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items())
        self.assertTrue(find(objects, "PrometheusRule")["spec"]["groups"])
        dashboards = [one for one in objects if one["kind"] == "ConfigMap" and one["metadata"]["labels"].get("grafana_dashboard") == "1"]
        self.assertTrue(dashboards)
        for dashboard in dashboards:
            for text in dashboard["data"].values():
                self.assertTrue(json.loads(text)["panels"])


class DataSource(unittest.TestCase):
    def source(self, over):
        objects = render(values(PROD, {"postgres": over}))
        return find(objects, "Secret", "mattermost")["stringData"]["MM_SQLSETTINGS_DATASOURCE"]

    def test_every_printable_character_of_a_password_arrives(self):
        parts = urllib.parse.urlsplit(self.source({"password": PRINTABLE}))
        self.assertEqual(urllib.parse.unquote(parts.password), PRINTABLE)
        self.assertEqual(parts.hostname, "mm-devops-prod.abcdefghijkl.eu-north-1.rds.amazonaws.com")

    def test_names_are_encoded_as_well(self):
        parts = urllib.parse.urlsplit(self.source({"password": "p", "user": "o'neil@site", "database": "my db"}))
        self.assertEqual(urllib.parse.unquote(parts.username), "o'neil@site")
        self.assertEqual(urllib.parse.unquote(parts.path), "/my db")

    def test_libpq_reads_the_same(self):
        path = ctypes.util.find_library("pq")
        if not path:
            self.skipTest("libpq is not installed")
        class Option(ctypes.Structure):
            _fields_ = [(name, ctypes.c_char_p) for name in ("keyword", "envvar", "compiled", "val", "label", "dispchar")] + [("size", ctypes.c_int)]
        pq = ctypes.CDLL(path)
        pq.PQconninfoParse.restype = ctypes.POINTER(Option)
        wrong = ctypes.c_char_p()
        options = pq.PQconninfoParse(self.source({"password": PRINTABLE}).encode(), ctypes.byref(wrong))
        self.assertTrue(options, wrong.value)
        found, index = {}, 0
        while options[index].keyword:
            found[options[index].keyword.decode()] = (options[index].val or b"").decode()
            index += 1
        self.assertEqual((found["password"], found["sslmode"], found["port"]), (PRINTABLE, "require", "5432"))


class Refusals(unittest.TestCase):
    def refused(self, sentence, over, files=("ci/lab.yaml",)):
        with self.assertRaisesRegex(helm.HelmError, sentence):
            render(values(files, over))

    def test_what_cannot_work_is_refused_with_a_sentence(self):
        two = {"mattermost": {"replicas": 2}}
        prod = tuple(PROD)
        self.refused("SQLite serves one pod", two, ("ci/one-box.yaml",))
        self.refused("SQLite serves one pod", {"autoscaling": {"enabled": True}}, ("ci/one-box.yaml",))
        self.refused("would be lost with the pod", {"persistence": {"enabled": False}}, ("ci/one-box.yaml",))
        self.refused("has no SQLite", {"postgres": {"driver": "sqlite"}}, ("ci/upstream.yaml",))
        self.refused("Several pods need the same files", two)
        self.refused("run deploy/scripts/prod-values.sh", {"postgres": {"password": "p"}}, ("values.prod.yaml",))
        self.refused("has no password", {"postgres": {"password": ""}})
        self.refused("given twice", {"postgres": {"existingSecret": {"name": "x"}}})
        self.refused("postgres.host is empty", {"postgres": {"host": ""}}, prod)
        self.refused("redis.host is empty", {"redis": {"host": ""}}, prod)
        self.refused("files.s3.bucket", {"files": {"s3": {"bucket": ""}}}, prod)
        self.refused("need 97 connections, but postgres.connectionLimit is 75", {"mattermost": {"replicas": 5}}, prod)
        through_postgres = {"mattermost": {"replicas": 4}, "redis": {"mode": "none"}}  # a connection of its own for each pod's bus
        self.refused("need 86 connections, but postgres.connectionLimit is 75", through_postgres, prod)
        self.refused("name different hosts", {"mattermost": {"siteURL": "https://other.example.com"}}, prod)
        self.refused("must begin with https", {"mattermost": {"siteURL": "http://chat.example.com"}}, prod)
        self.refused("postgresPassword.key is empty", {"postgres": {"password": ""}, "externalSecrets": {"enabled": True}}, prod)
        self.refused("no digest|does not match pattern", {"mattermost": {"image": {"digest": "sha256:short"}}})
        self.refused("must name a version", {"mattermost": {"image": {"tag": "latest"}}})

    def test_the_pool_may_use_what_the_database_admits_exactly(self):
        render(values(PROD, {"mattermost": {"replicas": 1, "poolSize": 37}}))  # (1 + 1) × 37 + 1 = 75
        self.refused("need 77 connections", {"mattermost": {"replicas": 1, "poolSize": 38}}, tuple(PROD))

    def test_a_misspelt_key_is_refused(self):
        self.refused("replicaz", {"mattermost": {"replicaz": 2}})
        self.refused("ingres", {"ingres": {"enabled": True}})


class Readability(unittest.TestCase):
    def test_a_person_can_read_the_values(self):
        self.assertLessEqual(len((CHART / "values.yaml").read_text().splitlines()), 250)

    def test_the_schema_knows_every_key_and_no_other(self):
        schema = json.loads((CHART / "values.schema.json").read_text())
        def compare(given, known, path):
            if known.get("additionalProperties") is False:
                self.assertEqual(set(given), set(known["properties"]) - {"global"}, path)
                for key, inner in given.items():
                    if isinstance(inner, dict) and "properties" in known["properties"][key] and key not in ("resources",):
                        compare(inner, known["properties"][key], f"{path}.{key}")
            else:
                self.fail(f"{path} is open")
        compare(values(["values.yaml"]), schema, "")
