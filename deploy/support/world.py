"""What the tests of the deployment share: the chart with its scenarios, rendered by Helm's engine; a Kubernetes double; programs."""
import contextlib
import functools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

import helm_python as helm
import kubernetes_validate
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHART = ROOT / "helm/mattermost"
PROD = ["values.prod.yaml", "ci/prod.yaml"]
# Each file in ci/ has a line here (a test compares): what is rendered, in this order.
SCENARIOS = {
    "lab": ["ci/lab.yaml"], "one-box": ["ci/one-box.yaml"], "prod": PROD, "prod-scaled": [*PROD, "ci/prod-scaled.yaml"],
    "external-secrets": [*PROD, "ci/external-secrets.yaml"], "existing-secret": ["ci/existing-secret.yaml"], "upstream": ["ci/upstream.yaml"],
    "bare": ["ci/bare.yaml"],
}
PRINTABLE = "".join(chr(code) for code in range(32, 127))


def merge(into, over):
    for key, value in over.items():
        into[key] = merge(dict(into[key]), value) if isinstance(value, dict) and isinstance(into.get(key), dict) else value
    return into


def values(files, over=None, chart=CHART):
    found = {}
    for name in files:
        merge(found, yaml.safe_load((chart / name).read_text()) or {})
    return merge(found, over or {})


def render(found, chart=CHART, release="mattermost", namespace="chat"):
    """Every object, hooks as well, as the API server would get it. Schema and the chart's own refusals apply, as in an installation."""
    with helm.Config(namespace=namespace, kubeconfig_content="{}") as config:
        config.install(str(chart), release, found, dry_run="client", namespace=namespace)
    with helm.Chart.load(str(chart)) as loaded:
        files = loaded.render(found, name=release, namespace=namespace)
    texts = [text for path, text in files.items() if not path.endswith("NOTES.txt")]
    return [document for text in texts for document in yaml.safe_load_all(text) if document]


@functools.cache
def scenario(name):
    return render(values(SCENARIOS[name]))


def find(objects, kind, name=None):
    found = [one for one in objects if one["kind"] == kind and name in (None, one["metadata"]["name"])]
    assert len(found) == 1, f"{kind} {name}: {len(found)}"
    return found[0]


def pods(objects):
    """Pod specifications with the object that they belong to."""
    for one in objects:
        if one["kind"] == "Pod":
            yield one, one["spec"]
        elif one["kind"] in ("Deployment", "StatefulSet", "DaemonSet", "Job"):
            yield one, one["spec"]["template"]["spec"]


def check_schema(document, version):
    """Fails with the path of a field that Kubernetes does not know or that has another type."""
    try:
        kubernetes_validate.validate(document, version, strict=True)
    except kubernetes_validate.utils.SchemaNotFoundError:
        assert "." in document["apiVersion"].split("/")[0], f'{document["apiVersion"]} {document["kind"]} has no schema'  # another's type


class Cluster:
    """The Kubernetes double with a kubeconfig, on a port of its own."""

    def __init__(self, process, folder):
        self.process, self.folder, self.kubeconfig = process, folder, str(folder / "kubeconfig")
        self.address = json.load(open(self.kubeconfig))["clusters"][0]["cluster"]["server"]
        self.environment = dict(os.environ, KUBECONFIG=self.kubeconfig, HOME=str(folder))

    def run(self, *command, good=True, **more):
        done = subprocess.run(command, env=dict(self.environment, **more.pop("env", {})), text=True, capture_output=True, cwd=ROOT, **more)
        if good and done.returncode:
            raise AssertionError(f"{' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def helm(self, *arguments, good=True, **more):
        return self.run(sys.executable, str(ROOT / "deploy/support/bin/helm"), *arguments, good=good, **more)

    def start_helm(self, *arguments):
        return subprocess.Popen([sys.executable, str(ROOT / "deploy/support/bin/helm"), *arguments], env=self.environment, cwd=ROOT,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ask(self, path):
        with urllib.request.urlopen(self.address + path) as answer:
            return json.load(answer)

    def tell(self, method, path, body, kind="application/json"):
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(), {"Content-Type": kind}, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def make_namespace(self, name):
        """As somebody else does, before any release: owned by nobody."""
        self.tell("POST", "/api/v1/namespaces", {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}})

    def stick(self, is_stuck):
        """Whether the pods of the release's Deployment never become ready."""
        note = {"metadata": {"annotations": {"fake.k8s/status": "stuck" if is_stuck else None}}}
        self.tell("PATCH", "/apis/apps/v1/namespaces/mattermost/deployments/mattermost", note, "application/merge-patch+json")

    def objects(self, kind=None):
        return [one for one in self.ask("/__dump") if kind in (None, one["kind"])]

    def has(self, kind, name):
        return any(one["metadata"]["name"] == name for one in self.objects(kind))

    def status(self, release="mattermost", namespace="mattermost"):
        return json.loads(self.helm("status", release, "-n", namespace, "-o", "json").stdout)["status"]


@contextlib.contextmanager
def cluster(*options, schema="1.32"):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        command = [sys.executable, str(ROOT / "deploy/support/fakekube.py"), "--port", "0", "--schema", schema,
                   "--kubeconfig", str(folder / "kubeconfig"), *options]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert "listening" in process.stdout.readline()
                yield Cluster(process, folder)
            finally:
                process.kill()
