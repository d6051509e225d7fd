#!/usr/bin/env python3
"""Small fake Kubernetes API server (plain HTTP, in memory, stdlib only).

Good enough for Helm v4 (helm-sdkpy) install/upgrade/rollback/uninstall/history and for
kubectl get/apply/create/delete/diff/--dry-run=server.  No controllers: Deployments, StatefulSets,
DaemonSets, Jobs, Pods, PVCs are given a Ready status at once unless annotated
  fake.k8s/status: stuck
If `kubernetes_validate` is importable, every write is checked against the real schema of --schema.
POST /__reset  empties the store; GET /__log lists the writes; GET /__dump the whole store.
--deny verb:resource[:namespace] answers 403 for it.
"""
import argparse, base64, copy, json, threading, time, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlparse, parse_qs
try:
    import yaml
except ImportError:
    yaml = None
try:
    import kubernetes_validate as KV
except ImportError:
    KV = None

R = [  # group, version, kind, plural, namespaced
    ("", "v1", "Namespace", "namespaces", 0), ("", "v1", "ConfigMap", "configmaps", 1),
    ("", "v1", "Secret", "secrets", 1), ("", "v1", "Service", "services", 1),
    ("", "v1", "ServiceAccount", "serviceaccounts", 1), ("", "v1", "Pod", "pods", 1),
    ("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", 1),
    ("", "v1", "PersistentVolume", "persistentvolumes", 0), ("", "v1", "Node", "nodes", 0),
    ("", "v1", "Endpoints", "endpoints", 1), ("", "v1", "Event", "events", 1),
    ("", "v1", "LimitRange", "limitranges", 1), ("", "v1", "ResourceQuota", "resourcequotas", 1),
    ("apps", "v1", "Deployment", "deployments", 1), ("apps", "v1", "StatefulSet", "statefulsets", 1),
    ("apps", "v1", "DaemonSet", "daemonsets", 1), ("apps", "v1", "ReplicaSet", "replicasets", 1),
    ("batch", "v1", "Job", "jobs", 1), ("batch", "v1", "CronJob", "cronjobs", 1),
    ("networking.k8s.io", "v1", "Ingress", "ingresses", 1),
    ("networking.k8s.io", "v1", "IngressClass", "ingressclasses", 0),
    ("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", 1),
    ("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", 1),
    ("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", 1),
    ("rbac.authorization.k8s.io", "v1", "Role", "roles", 1),
    ("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", 1),
    ("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", 0),
    ("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", 0),
    ("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", 0),
    ("storage.k8s.io", "v1", "StorageClass", "storageclasses", 0),
    ("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", 0),
    ("coordination.k8s.io", "v1", "Lease", "leases", 1),
    ("external-secrets.io", "v1", "ExternalSecret", "externalsecrets", 1),
    ("monitoring.coreos.com", "v1", "ServiceMonitor", "servicemonitors", 1),
    ("monitoring.coreos.com", "v1", "PrometheusRule", "prometheusrules", 1),
    ("events.k8s.io", "v1", "Event", "events", 1),
]
SHORT = dict(deployments="deploy", services="svc", configmaps="cm", namespaces="ns", pods="po", statefulsets="sts", daemonsets="ds",
             persistentvolumeclaims="pvc", horizontalpodautoscalers="hpa", poddisruptionbudgets="pdb", networkpolicies="netpol",
             ingresses="ing", serviceaccounts="sa", cronjobs="cj")
NOSCHEMA = {"external-secrets.io", "monitoring.coreos.com"}
BY = {(g, v, p): (g, v, k, p, n) for g, v, k, p, n in R}
LOCK, COND = threading.RLock(), threading.Condition()
STORE, LOG, RV = {}, [], [100]
MERGE = {"containers": "name", "initContainers": "name", "env": "name", "volumes": "name",
         "volumeMounts": "mountPath", "imagePullSecrets": "name"}
A = None


def fields(b):
    i = 0

    def vint():
        nonlocal i
        n = sh = 0
        while True:
            c = b[i]; i += 1
            n |= (c & 127) << sh
            if c < 128: return n
            sh += 7
    while i < len(b):
        t = vint()
        if t & 7 == 0: yield t >> 3, vint()
        elif t & 7 == 2:
            n = vint(); yield t >> 3, b[i:i + n]; i += n
        else: raise Err(415, "UnsupportedMediaType", "protobuf wire type")


def unpb(raw):
    """k8s protobuf envelope -> dict, for Secret / ConfigMap / Namespace / DeleteOptions only."""
    unk = dict(fields(raw[4:]))
    tm = dict(fields(unk[1]))
    av, kind = tm[1].decode(), tm[2].decode()
    if kind == "DeleteOptions": return None
    if kind not in ("Secret", "ConfigMap", "Namespace"):
        raise Err(415, "UnsupportedMediaType", "fakekube cannot decode protobuf " + kind)
    o = dict(apiVersion=av, kind=kind, metadata={})

    def kv(x):
        d = dict(fields(x)); return d[1].decode(), d.get(2, b"")
    for f, v in fields(unk[2]):
        if f == 1:
            for f2, v2 in fields(v):
                if f2 in (1, 2, 3, 6) and v2: o["metadata"][{1: "name", 2: "generateName", 3: "namespace", 6: "resourceVersion"}[f2]] = v2.decode()
                elif f2 in (11, 12): k, x = kv(v2); o["metadata"].setdefault({11: "labels", 12: "annotations"}[f2], {})[k] = x.decode()
        elif kind == "Secret" and f == 2: k, x = kv(v); o.setdefault("data", {})[k] = base64.b64encode(x).decode()
        elif kind == "Secret" and f == 3: o["type"] = v.decode()
        elif kind == "Secret" and f == 4: k, x = kv(v); o.setdefault("stringData", {})[k] = x.decode()
        elif kind == "ConfigMap" and f == 2: k, x = kv(v); o.setdefault("data", {})[k] = x.decode()
    return o


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


class Err(Exception):
    def __init__(self, code, reason, msg):
        self.code, self.reason, self.msg = code, reason, msg


def merge(a, b):  # RFC 7386
    if not isinstance(b, dict):
        return b
    a = dict(a) if isinstance(a, dict) else {}
    for k, v in b.items():
        if v is None:
            a.pop(k, None)
        else:
            a[k] = merge(a.get(k), v)
    return a


def smerge(a, b, field=""):  # approximate strategic merge
    if isinstance(b, dict):
        if b.get("$patch") == "replace":
            return {k: v for k, v in b.items() if k != "$patch"}
        a = dict(a) if isinstance(a, dict) else {}
        for k, v in b.items():
            if k == "$retainKeys":
                a = {x: y for x, y in a.items() if x in v}
            elif k.startswith("$"):
                continue
            elif v is None:
                a.pop(k, None)
            else:
                a[k] = smerge(a.get(k), v, k)
        return a
    if isinstance(b, list) and b and all(isinstance(x, dict) for x in b):
        key = MERGE.get(field) or ("containerPort" if field == "ports" and any("containerPort" in x for x in b)
                                   else "port" if field == "ports" else None)
        if key and all(key in x for x in b):
            out = [copy.deepcopy(x) for x in (a or [])]
            for x in b:
                i = next((i for i, y in enumerate(out) if y.get(key) == x[key]), None)
                if x.get("$patch") == "delete":
                    if i is not None:
                        out.pop(i)
                elif i is None:
                    out.append(x)
                else:
                    out[i] = smerge(out[i], x)
            return out
    return b


def jsonpatch(obj, ops):
    obj = copy.deepcopy(obj)
    for op in ops:
        parts = [p.replace("~1", "/").replace("~0", "~") for p in op["path"].split("/")[1:]]
        cur = obj
        for p in parts[:-1]:
            cur = cur[int(p)] if isinstance(cur, list) else cur[p]
        p = parts[-1]
        if isinstance(cur, list):
            if op["op"] == "remove": cur.pop(int(p))
            elif op["op"] == "add": cur.append(op["value"]) if p == "-" else cur.insert(int(p), op["value"])
            else: cur[int(p)] = op["value"]
        elif op["op"] == "remove": cur.pop(p, None)
        else: cur[p] = op["value"]
    return obj


def ready(o):
    k, spec = o["kind"], o.get("spec") or {}
    gen = o["metadata"].get("generation", 1)
    if (o["metadata"].get("annotations") or {}).get("fake.k8s/status") == "stuck":
        o["status"] = {"observedGeneration": gen}
        return
    n = spec.get("replicas", 1)
    if k == "Deployment":
        o["status"] = dict(observedGeneration=gen, replicas=n, updatedReplicas=n, readyReplicas=n, availableReplicas=n,
                           conditions=[dict(type="Available", status="True", reason="MinimumReplicasAvailable"),
                                       dict(type="Progressing", status="True", reason="NewReplicaSetAvailable")])
    elif k == "StatefulSet":
        o["status"] = dict(observedGeneration=gen, replicas=n, readyReplicas=n, currentReplicas=n, updatedReplicas=n,
                           availableReplicas=n, currentRevision="r1", updateRevision="r1")
    elif k == "DaemonSet":
        o["status"] = dict(observedGeneration=gen, desiredNumberScheduled=1, currentNumberScheduled=1, numberReady=1,
                           updatedNumberScheduled=1, numberAvailable=1, numberMisscheduled=0)
    elif k == "Job":
        o["status"] = dict(succeeded=1, startTime=now(), completionTime=now(),
                           conditions=[dict(type="Complete", status="True")])
    elif k == "Pod":
        once = spec.get("restartPolicy") == "Never"  # such as the pods of `helm test`
        o["status"] = dict(phase="Succeeded" if once else "Running", conditions=[dict(type="Ready", status="True")])
    elif k == "PersistentVolumeClaim":
        o["status"] = dict(phase="Bound")
    elif k == "Namespace":
        o["status"] = dict(phase="Active")


def match(o, sel, fsel):
    lab = o["metadata"].get("labels") or {}
    for t in filter(None, (sel or "").split(",")):
        if "!=" in t:
            k, v = t.split("!=", 1)
            if lab.get(k.strip()) == v.strip(): return False
        elif "=" in t:
            k, v = t.replace("==", "=").split("=", 1)
            if lab.get(k.strip()) != v.strip(): return False
        elif t.startswith("!"):
            if t[1:] in lab: return False
        elif t not in lab: return False
    for t in filter(None, (fsel or "").split(",")):
        k, v = t.replace("==", "=").split("=", 1)
        cur = o
        for p in k.split("."):
            cur = (cur or {}).get(p)
        if cur != v: return False
    return True


def validate(o, group):
    if not A.schema or KV is None or group in NOSCHEMA:
        return
    o = copy.deepcopy(o)
    for f in ("managedFields", "creationTimestamp", "uid", "resourceVersion", "generation", "selfLink"):
        o["metadata"].pop(f, None)
    o.pop("status", None)
    try:
        KV.validate(o, A.schema, strict=True)
    except KV.ValidationError as e:
        path = ".".join(str(x) for x in getattr(e, "path", []))
        raise Err(422, "Invalid", f'{o["kind"]} "{o["metadata"].get("name")}" is invalid: {path}: {e.message}')
    except KV.utils.SchemaNotFoundError:
        pass


class H(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, f, *a):
        if A.verbose:
            print(f % a, flush=True)

    def send(self, code, obj, ctype="application/json"):
        b = obj if isinstance(obj, bytes) else json.dumps(obj).encode()
        self.send_response(code)
        self.send_header("Content-Type", ctype)
        self.send_header("Content-Length", str(len(b)))
        self.end_headers()
        self.wfile.write(b)

    def body(self):
        n = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(n) if n else b""
        ct = self.headers.get("Content-Type", "")
        if A.verbose:
            print("  CT", ct, "ACCEPT", self.headers.get("Accept"), raw[:60], flush=True)
        if not raw:
            return None
        if "protobuf" in ct:  # client-go >= 0.35 typed clients (Helm's release storage) send protobuf
            return unpb(raw)
        if "yaml" in ct and raw[:1] not in b"{[":
            return yaml.safe_load(raw)
        return json.loads(raw)

    def handle_any(self):
        try:
            self.route()
        except Err as e:
            self.send(e.code, dict(kind="Status", apiVersion="v1", metadata={}, status="Failure",
                                   message=e.msg, reason=e.reason, code=e.code))
        except (BrokenPipeError, ConnectionResetError):
            pass
    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

    def route(self):
        self.payload = self.body() if self.command != "GET" else None
        u = urlparse(self.path)
        q = {k: v[0] for k, v in parse_qs(u.query).items()}
        p = [x for x in u.path.split("/") if x]
        if u.path == "/__reset":
            STORE.clear(); LOG.clear(); seed(); return self.send(200, {})
        if u.path == "/__log": return self.send(200, LOG)
        if u.path == "/__dump": return self.send(200, list(STORE.values()))
        if u.path == "/version":
            mj, mn = A.version.split(".")[:2]
            return self.send(200, dict(major=mj, minor=mn, gitVersion="v" + A.version, platform="linux/amd64"))
        if u.path in ("/healthz", "/readyz", "/livez"): return self.send(200, b"ok", "text/plain")
        if p == ["api"]: return self.send(200, dict(kind="APIVersions", versions=["v1"]))
        if p == ["apis"]:
            gs = []
            for g, v, *_ in R:
                if g and g not in [x["name"] for x in gs]:
                    gv = dict(groupVersion=f"{g}/{v}", version=v)
                    gs.append(dict(name=g, versions=[gv], preferredVersion=gv))
            return self.send(200, dict(kind="APIGroupList", apiVersion="v1", groups=gs))
        if p[:2] == ["openapi", "v3"]: return self.openapi3(p[2:])
        if not p or p[0] not in ("api", "apis"): raise Err(404, "NotFound", "no such path " + u.path)
        g, v, rest = ("", p[1], p[2:]) if p[0] == "api" else (p[1], p[2] if len(p) > 2 else "", p[3:])
        if not rest:
            rs = [dict(name=pl, singularName=k.lower(), namespaced=bool(n), kind=k,
                       **(dict(shortNames=[SHORT[pl]]) if pl in SHORT else {}),
                       verbs=["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"])
                  for gg, vv, k, pl, n in R if (gg, vv) == (g, v)]
            if not rs: raise Err(404, "NotFound", "the server could not find the requested resource")
            return self.send(200, dict(kind="APIResourceList", apiVersion="v1",
                                       groupVersion=f"{g}/{v}" if g else v, resources=rs))
        ns = None
        if rest[0] == "namespaces" and len(rest) > 2: ns, rest = rest[1], rest[2:]
        r = BY.get((g, v, rest[0]))
        if not r: raise Err(404, "NotFound", "the server could not find the requested resource")
        self.resource(r, ns, rest[1] if len(rest) > 1 else None, rest[2] if len(rest) > 2 else None, q)

    def openapi3(self, rest):
        if not rest:
            return self.send(200, dict(paths={(f"apis/{g}/{v}" if g else f"api/{v}"): dict(
                serverRelativeURL=f"/openapi/v3/" + (f"apis/{g}/{v}" if g else f"api/{v}")) for g, v, *_ in R}))
        g, v = ("", rest[1]) if rest[0] == "api" else (rest[1], rest[2])
        paths = {}
        par = [dict(name=n, **{"in": "query"}, schema=dict(type="string", uniqueItems=True))
               for n in ("fieldValidation", "dryRun", "fieldManager")]
        for gg, vv, k, pl, n in R:
            if (gg, vv) == (g, v):
                op = {"parameters": par, "responses": {}, "x-kubernetes-group-version-kind": dict(group=g, version=v, kind=k)}
                paths[f"/{'apis/' + g if g else 'api'}/{v}/{'namespaces/{namespace}/' if n else ''}{pl}/{{name}}"] = dict(patch=op)
        self.send(200, dict(openapi="3.0.0", info=dict(title="fake", version="1"), paths=paths))

    def resource(self, r, ns, name, sub, q):
        g, v, kind, plural, namespaced = r
        m = self.command
        verb = {"POST": "create", "PUT": "update", "PATCH": "patch", "DELETE": "delete"}.get(m) or ("get" if name else "list")
        for d in A.deny:
            if d in (f"{verb}:{plural}", f"{verb}:{plural}:{ns}"):
                raise Err(403, "Forbidden", f'{plural}.{g} is forbidden: User "fake" cannot {verb} resource "{plural}"'
                                            f' in API group "{g}"' + (f' in the namespace "{ns}"' if ns else ""))
        full = plural + ("." + g if g else "")
        key = (g, plural, ns if namespaced else None, name)
        av = f"{g}/{v}" if g else v
        dry = q.get("dryRun") == "All"
        nf = Err(404, "NotFound", f'{full} "{name}" not found')
        if m == "GET" and name:
            with LOCK:
                if key not in STORE: raise nf
                return self.send(200, STORE[key])
        if m == "GET":
            with LOCK:
                items = [o for k, o in STORE.items() if k[:2] == (g, plural) and (not ns or k[2] == ns)
                         and match(o, q.get("labelSelector"), q.get("fieldSelector"))]
                rv = RV[0]
            if q.get("watch") in ("true", "1"): return self.watch(r, ns, q, items)
            return self.send(200, dict(kind=kind + "List", apiVersion=av, metadata=dict(resourceVersion=str(rv)), items=items))
        body = self.payload
        with LOCK:
            if m == "POST":
                o = body
                name = o["metadata"].get("name") or (o["metadata"].get("generateName", "") + uuid.uuid4().hex[:5])
                o["metadata"]["name"] = name
                key = (g, plural, ns if namespaced else None, name)
                if namespaced and ("", "namespaces", None, ns) not in STORE:
                    raise Err(404, "NotFound", f'namespaces "{ns}" not found')
                if key in STORE: raise Err(409, "AlreadyExists", f'{full} "{name}" already exists')
                return self.send(201, self.put(key, o, None, av, kind, ns if namespaced else None, dry, "create"))
            old = STORE.get(key)
            if m == "DELETE":
                if not name:
                    for k in [k for k, o in STORE.items() if k[:3] == (g, plural, ns) and match(o, q.get("labelSelector"), None)]:
                        self.drop(k)
                    return self.send(200, dict(kind="Status", apiVersion="v1", status="Success"))
                if not old: raise nf
                if not dry: self.drop(key)
                return self.send(200, dict(kind="Status", apiVersion="v1", status="Success", details=dict(name=name, kind=plural)))
            ct = self.headers.get("Content-Type", "")
            if m == "PATCH" and "apply-patch" in ct:
                if namespaced and ("", "namespaces", None, ns) not in STORE:
                    raise Err(404, "NotFound", f'namespaces "{ns}" not found')
                o = smerge(copy.deepcopy(old) if old else {}, body)
                o["metadata"]["name"] = name
                return self.send(200 if old else 201, self.put(key, o, old, av, kind, ns if namespaced else None, dry, "apply"))
            if not old: raise nf
            if m == "PUT":
                o = body
                want = o["metadata"].get("resourceVersion")
                if want and want != old["metadata"]["resourceVersion"]:
                    raise Err(409, "Conflict", f'Operation cannot be fulfilled on {full} "{name}": the object has been modified')
            else:
                o = copy.deepcopy(old)
                o = (jsonpatch(o, body) if "json-patch" in ct else smerge(o, body) if "strategic" in ct else merge(o, body))
            return self.send(200, self.put(key, o, old, av, kind, ns if namespaced else None, dry, m.lower()))

    def put(self, key, o, old, av, kind, ns, dry, verb):
        o = copy.deepcopy(o)
        o["apiVersion"], o["kind"] = av, kind
        md = o["metadata"]
        if ns: md["namespace"] = ns
        validate(o, key[0])
        if kind == "Secret" and "stringData" in o:
            d = o.setdefault("data", {}) or {}
            d.update({k: base64.b64encode(x.encode()).decode() for k, x in (o.pop("stringData") or {}).items()})
            o["data"] = d
        if old:
            imm = {"Deployment": ["selector"], "StatefulSet": ["selector", "serviceName", "volumeClaimTemplates"], "Job": ["template", "selector"]}
            for f in imm.get(kind, []):
                if (old.get("spec") or {}).get(f) != (o.get("spec") or {}).get(f):
                    raise Err(422, "Invalid", f'{kind} "{md["name"]}" is invalid: spec.{f}: Invalid value: field is immutable')
        RV[0] += 1
        md["resourceVersion"] = str(RV[0])
        md["uid"] = (old or {}).get("metadata", {}).get("uid") or str(uuid.uuid4())
        md["creationTimestamp"] = (old or {}).get("metadata", {}).get("creationTimestamp") or now()
        og = (old or {}).get("metadata", {}).get("generation", 0)
        md["generation"] = og + 1 if not old or old.get("spec") != o.get("spec") else og
        ready(o)
        if not dry:
            STORE[key] = o
            LOG.append(dict(verb=verb, kind=kind, namespace=ns, name=md["name"]))
            with COND: COND.notify_all()
        return o

    def drop(self, key):
        o = STORE.pop(key)
        RV[0] += 1
        LOG.append(dict(verb="delete", kind=o["kind"], namespace=key[2], name=key[3]))
        if key[:2] == ("", "namespaces"):
            for k in [k for k in STORE if k[2] == key[3]]: STORE.pop(k)
        with COND: COND.notify_all()

    def watch(self, r, ns, q, items):
        g, v, kind, plural, _ = r
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

        def ev(t, o):
            b = (json.dumps(dict(type=t, object=o)) + "\n").encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(b), b)); self.wfile.flush()
        seen = {}
        rv = q.get("resourceVersion")
        for o in items:
            seen[o["metadata"]["uid"]] = o
            if not rv or rv == "0" or int(o["metadata"]["resourceVersion"]) > int(rv): ev("ADDED", o)
        if q.get("sendInitialEvents") == "true":
            ev("BOOKMARK", dict(kind=kind, apiVersion=f"{g}/{v}" if g else v, metadata=dict(
                resourceVersion=str(RV[0]), annotations={"k8s.io/initial-events-end": "true"})))
        end = time.time() + float(q.get("timeoutSeconds", 300))
        while time.time() < end:
            with COND: COND.wait(1.0)
            with LOCK:
                cur = {o["metadata"]["uid"]: o for k, o in STORE.items() if k[:2] == (g, plural) and (not ns or k[2] == ns)
                       and match(o, q.get("labelSelector"), q.get("fieldSelector"))}
            for i, o in cur.items():
                if i not in seen: ev("ADDED", o)
                elif seen[i]["metadata"]["resourceVersion"] != o["metadata"]["resourceVersion"]: ev("MODIFIED", o)
            for i, o in seen.items():
                if i not in cur: ev("DELETED", o)
            seen = cur
        self.wfile.write(b"0\r\n\r\n")


def seed():
    for n in ("default", "kube-system"):
        STORE[("", "namespaces", None, n)] = dict(apiVersion="v1", kind="Namespace", status=dict(phase="Active"), metadata=dict(
            name=n, uid=str(uuid.uuid4()), resourceVersion="1", creationTimestamp=now()))


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=18001)
    ap.add_argument("--version", default="1.32.4")
    ap.add_argument("--schema", default="", help="e.g. 1.32: validate writes (needs kubernetes-validate)")
    ap.add_argument("--deny", action="append", default=[])
    ap.add_argument("--kubeconfig", default="")
    ap.add_argument("-v", "--verbose", action="store_true")
    A = ap.parse_args()
    seed()
    s = ThreadingHTTPServer(("127.0.0.1", A.port), H)
    s.daemon_threads = True
    if not A.verbose: s.handle_error = lambda *_: None  # a client that was killed in the middle is part of the tests
    if A.kubeconfig:
        open(A.kubeconfig, "w").write(json.dumps(dict(apiVersion="v1", kind="Config", **{"current-context": "fake"},
            clusters=[dict(name="fake", cluster=dict(server=f"http://127.0.0.1:{s.server_port}"))],
            users=[dict(name="fake", user={})], contexts=[dict(name="fake", context=dict(cluster="fake", user="fake"))])))
    print("listening on", s.server_port, flush=True)
    s.serve_forever()
