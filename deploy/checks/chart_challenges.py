"""The nine challenges of the laboratory that this deployment grew from. Each has a check that the fix is in place, and the fix is
taken out of a copy to see that the check would notice. Challenge 8 (what blocks `terraform destroy`) is rehearsed with all of AWS'
double in terraform*.sh and mmlab*.sh; challenge 5 runs the deployment workflow's own step in workflows.sh as well."""
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.parse

import helm_python as helm
import yaml

from world import CHART, PRINTABLE, PROD, ROOT, SCENARIOS, cluster, find, pods, render, values


def data_folder_is_below_the_mount(chart):
    """1. PostgreSQL in CrashLoopBackOff: `lost+found` lies in the mount's root, and initdb wants an empty folder."""
    container = find(render(values(["ci/lab.yaml"], chart=chart), chart), "StatefulSet")["spec"]["template"]["spec"]["containers"][0]
    folder = next(one["value"] for one in container["env"] if one["name"] == "PGDATA")
    mounts = [mount["mountPath"] for mount in container["volumeMounts"]]
    assert any(folder.startswith(mount + "/") for mount in mounts) and folder not in mounts, folder


def passwords_are_encoded(chart):
    """2. `invalid URL escape`: the password stands in a URL."""
    objects = render(values(PROD, {"postgres": {"password": PRINTABLE}}, chart), chart)
    source = find(objects, "Secret", "mattermost")["stringData"]["MM_SQLSETTINGS_DATASOURCE"]
    assert urllib.parse.unquote(urllib.parse.urlsplit(source).password or "") == PRINTABLE, source


def rds_is_spoken_to_by_tls(chart):
    """3. `no encryption`: RDS refuses connections without TLS."""
    objects = render(values(PROD, {"postgres": {"sslmode": ""}}, chart), chart)
    assert "sslmode=require" in find(objects, "Secret", "mattermost")["stringData"]["MM_SQLSETTINGS_DATASOURCE"]


def no_empty_endpoint_is_set(chart):
    """4. `Endpoint:  does not follow…`: an endpoint set to nothing is no address."""
    settings = find(render(values(PROD, chart=chart), chart), "ConfigMap", "mattermost")["data"]
    assert all(value for value in settings.values()), [name for name, value in settings.items() if not value]


def the_namespace_is_not_the_charts(chart):
    """6. The namespace exists already and belongs to nobody: a chart that has it in its templates cannot be installed."""
    with cluster() as world:
        world.make_namespace("mattermost")
        world.helm("upgrade", "--install", "mattermost", str(chart), "-n", "mattermost", "--create-namespace", "-f", str(chart / "ci/lab.yaml"))


NODE = {"cpu": 1930, "memory": 3300 - 1500}  # a t4g.medium, less what the system and the monitoring ask for


def pods_fit_a_small_node(chart):
    """7. `Insufficient memory`: two replicas with generous requests on small nodes."""
    sums = dict(cpu=0, memory=0)
    for one, pod in pods(render(values(["ci/lab.yaml"], chart=chart), chart)):
        for container in pod["containers"] if one["kind"] != "Pod" else []:
            asked = container["resources"]["requests"]
            count = one["spec"].get("replicas", 1)
            sums["cpu"] += count * int(asked["cpu"].removesuffix("m"))
            sums["memory"] += count * (int(asked["memory"][:-2]) * {"Mi": 1, "Gi": 1024}[asked["memory"][-2:]])
    assert all(sums[what] <= NODE[what] / 2 for what in sums), sums
    assert find(render(values(PROD, chart=chart), chart), "Deployment", "mattermost")["spec"]["replicas"] == 1


def git_refuses_what_terraform_downloads(folder):
    """9. Push rejected: the provider's binary of over 100 MB was committed with `.terraform/`."""
    for path in ("infra/.terraform/providers/x", "infra/bootstrap/.terraform/x", "infra/terraform.tfstate", "infra/terraform.tfstate.backup", "infra/plan.tfplan"):
        done = subprocess.run(["git", "-C", str(folder), "check-ignore", "-q", "--no-index", path], check=False)
        assert done.returncode == 0, path


class Copy:
    """A copy of the chart with one text replaced by another, which must be there."""

    def __init__(self, path, pattern, replacement):
        self.path, self.pattern, self.replacement = path, pattern, replacement

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        chart = pathlib.Path(self.folder.name) / "mattermost"
        shutil.copytree(CHART, chart)
        text = (chart / self.path).read_text() if (chart / self.path).exists() else ""
        changed = re.sub(self.pattern, self.replacement, text)
        assert changed != text, f"{self.pattern} is not in {self.path}"
        (chart / self.path).write_text(changed)
        return chart

    def __exit__(self, *_):
        self.folder.cleanup()


WITHOUT = [  # the check, and where its fix is taken out
    (data_folder_is_below_the_mount, "templates/postgres.yaml", "/data/pgdata", "/data"),
    (passwords_are_encoded, "templates/_settings.tpl", r"\. \| urlquery \| replace \"\+\" \"%20\"", "."),
    (passwords_are_encoded, "templates/_settings.tpl", r" \| replace \"\+\" \"%20\"", ""),
    (rds_is_spoken_to_by_tls, "templates/_settings.tpl", 'ternary "disable" "require"', 'ternary "disable" "prefer"'),
    (no_empty_endpoint_is_set, "templates/_settings.tpl", r"\{\{- with \.Values\.files\.s3\.endpoint \}\}(\{\{ \$_ := set [^}]+\}\})\{\{ end -\}\}",
     '{{- $_ := set $s "MM_FILESETTINGS_AMAZONS3ENDPOINT" .Values.files.s3.endpoint -}}'),
    (the_namespace_is_not_the_charts, "templates/namespace.yaml", "$",
     "apiVersion: v1\nkind: Namespace\nmetadata: {name: {{ .Release.Namespace }}}\n"),
    (pods_fit_a_small_node, "values.yaml", "requests: {cpu: 100m, memory: 192Mi}", "requests: {cpu: 100m, memory: 1Gi}"),
    (pods_fit_a_small_node, "values.prod.yaml", r"\n  replicas: 1\n", "\n  replicas: 2\n"),
]


class Challenges(unittest.TestCase):
    def test_every_fix_is_in_place(self):
        for check in {check for check, *_ in WITHOUT}:
            with self.subTest(check.__doc__):
                check(CHART)

    def test_every_check_notices_when_its_fix_is_taken_out(self):
        for check, *change in WITHOUT:
            with self.subTest(check.__doc__, change=change), Copy(*change) as chart:
                with self.assertRaises((AssertionError, helm.HelmError)):
                    check(chart)

    def test_terraforms_downloads_stay_out_of_git(self):
        git_refuses_what_terraform_downloads(ROOT)
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["git", "init", "-q", folder], check=True)
            with self.assertRaises(AssertionError):
                git_refuses_what_terraform_downloads(folder)

    def test_nothing_large_is_in_git(self):
        names = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True, text=True).stdout.split("\0")
        self.assertFalse([name for name in names if "/.terraform/" in f"/{name}"])
        large = [name for name in names if name and (ROOT / name).is_file() and (ROOT / name).stat().st_size > 10_000_000]
        self.assertFalse(large)

    @unittest.skipUnless(shutil.which("kubectl"), "kubectl is not installed")
    def test_the_raw_manifests_and_the_compose_file_keep_the_data_folder_below_the_mount(self):
        text = subprocess.run(["kubectl", "kustomize", str(ROOT / "k8s/mattermost")], check=True, capture_output=True, text=True).stdout
        container = find(list(yaml.safe_load_all(text)), "StatefulSet")["spec"]["template"]["spec"]["containers"][0]
        compose = yaml.safe_load((ROOT / "docker-compose.dev.yml").read_text())["services"]["postgres"]
        self.assertIn({"name": "PGDATA", "value": container["volumeMounts"][0]["mountPath"] + "/pgdata"}, container["env"])
        self.assertEqual(compose["environment"]["PGDATA"], compose["volumes"][0].split(":")[1] + "/pgdata")

    def test_every_scenario_has_its_own_shape(self):
        self.assertGreaterEqual(len(SCENARIOS), 8)
