#!/usr/bin/env bash
# The laboratory's whole life by mmlab alone, on the doubles of AWS and Kubernetes together: a dry run, up, broken off by Ctrl-C and
# taken up again, deploy, status, smoke, rollback, down, nothing left. `aws eks update-kubeconfig` leads to the double of Kubernetes.
set -euo pipefail
. "$(dirname "$0")/../support/tools.sh"
. "$(dirname "$0")/aws/double.sh"
. "$(dirname "$0")/aws/leftovers.sh"
. "$(dirname "$0")/aws/cluster.sh"
double_needs terraform aws kubectl helm python3 curl jq
server=''
cleanup() {
    cluster_stop
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    double_stop
}
trap cleanup EXIT

find_mmlab
find_server
cluster_start
double_terraform
double_start
double_copy

mmlab() { # mmlab LOG words…: shows the end of what it said when it fails
    local log=$work/$1.log
    shift
    "$MMLAB" "$@" >"$log" 2>&1 || { tail -n 40 "$log"; fail "mmlab $*"; }
}
said() { grep -qF -- "$2" "$work/$1.log" || { tail -n 40 "$work/$1.log"; fail "mmlab does not say: $2"; }; }

step "doctor finds tools and account in order"
mmlab doctor doctor lab
said doctor "Nothing stands in the way."

step "up --dry-run makes nothing"
mmlab dry up lab --github octo/mm --dry-run
said dry "terraform apply -auto-approve"
[ -z "$(aws s3api list-buckets --query 'Buckets[].Name' --output text)$(aws iam list-roles --query 'Roles[].RoleName' --output text)" ] || fail "the dry run made something"
[ ! -e infra/backend.tf ] || fail "the dry run wrote the backend file"

step "up is broken off in the middle"
set -m # a group of its own, so that Ctrl-C reaches mmlab and terraform as from a terminal
"$MMLAB" up lab --github octo/mm >"$work/up.log" 2>&1 &
up=$!
set +m
# Not while AWS is being asked: what an answer was not waited for is made and not in the state (docs/deploy/mmlab.md).
waits() {
    python3 - "$work/up.log" <<'PYTHON'
import re, sys
text = re.sub(r"\x1b\[[0-9;]*m", "", open(sys.argv[1]).read())
def named(what): return set(re.findall(rf"^(\S+): {what}", text, re.M))
begun = named(r"Creating\.\.\.") - named("Creation complete")
sys.exit(not begun or len(named("Creation complete")) < 20 or bool(begun - named("Still creating")))
PYTHON
}
within 600 waits || { tail -n 40 "$work/up.log"; fail "up does not get to the middle"; }
kill -INT -- -$up
status=0
wait $up || status=$?
[ $status = 130 ] || { tail -n 40 "$work/up.log"; fail "broken off, it ended with $status"; }
said up "Run the same command again"
if terraform -chdir=infra plan -no-color -detailed-exitcode -var-file=envs/lab.tfvars >"$work/plan.log" 2>&1; then fail "it was not broken off in the middle"; fi
grep '^Plan:' "$work/plan.log" || { tail -n 30 "$work/plan.log"; fail "broken off, the state cannot be read"; }

step "up again goes on where it stopped, to the end"
mmlab up up lab --github octo/mm
said up "Ready. Next: mmlab deploy lab"
aws iam get-role --role-name mm-devops-prod-ci-deploy >/dev/null || fail "the roles of CI are not there"
terraform -chdir=infra plan -no-color -detailed-exitcode -var-file=envs/lab.tfvars >"$work/plan.log" 2>&1 ||
    { grep -A60 'will perform' "$work/plan.log"; fail "a second plan is not empty"; }
controller_knows mm-devops-lab
one_tagged_group mm-devops-lab

step "deploy without an image names what is missing"
if "$MMLAB" deploy lab >"$work/none.log" 2>&1; then fail "deployed nothing"; fi
said none "has no image latest"

# The pods' place on loopback: the double of Kubernetes runs none.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port
mkdir "$work/server"
(cd "$work/server" && MM_SERVICESETTINGS_LISTENADDRESS=127.0.0.1:$port exec "$MARTLET_BINARY" server) >"$work/server.log" 2>&1 &
server=$!
within 60 curl -sf -o /dev/null "$url/health/ready" || { tail -n 20 "$work/server.log"; fail "the server does not start"; }
revision() { helm history mattermost -n mattermost -o json | jq -r '.[-1].revision'; }

step "smoke: login, post, file, WebSocket"
mmlab smoke smoke --url "$url" --first --password 'correct horse 1'
said smoke "posted, heard on the WebSocket, file read back"

step "deploy: by digest, with the database's password from its secret, smoke test at the end"
push_image a
mmlab deploy deploy lab --url "$url" --password 'correct horse 1'
said deploy "Smoke test passed"
first=$(digest mattermost-lab)
[[ $(image) == *"@$first" ]] || fail "the digest was not deployed: $(image)"
secret=$(aws secretsmanager get-secret-value --secret-id "$(terraform -chdir=infra output -raw database_secret_arn)" --query SecretString --output text | jq -r .password)
if grep -qF -- "$secret" "$work"/*.log; then fail "the password was shown"; fi
database_password_is "$secret"

step "status tells what stands"
mmlab status status lab
said status "cluster_name = mm-devops-lab"
said status "resources bear the tag Stack=mm-devops-lab"
if grep -q 'no answer to' "$work/status.log"; then grep 'no answer to' "$work/status.log"; fail "the cluster does not answer status"; fi

step "the same tag pushed again really rolls, and rollback goes back"
push_image b
mmlab deploy2 deploy lab
[ "$(digest mattermost-lab)" != "$first" ] && [[ $(image) == *"@$(digest mattermost-lab)" ]] || fail "the new digest was not deployed: $(image)"
mmlab rollback rollback lab
[[ $(image) == *"@$first" ]] || fail "not taken back: $(image)"
[ "$(revision)" = 3 ] || fail "revision $(revision)"

step "leftovers, and a lock that somebody else holds"
another_zone
seed mm-devops-lab
kubectl -n mattermost expose deployment mattermost --name left --type LoadBalancer --port 8065 >/dev/null
held lab lab

step "down --dry-run changes nothing"
mmlab dry down lab --dry-run
[ "$(digest mattermost-lab)" != None ] && [[ $(image) == *"@$first" ]] || fail "the dry run deleted something"

step "down"
mmlab down down lab --yes
grep -A14 'What is left' "$work/down.log"
said down "Nothing is left."
[ -z "$(kubectl -n mattermost get deployment,ingress -o name)" ] || fail "the release still stands"
[ "$(kubectl get service -A -o json | jq '[.items[] | select(.spec.type == "LoadBalancer")] | length')" = 0 ] || fail "a load balancer's service still stands"

step "down again finds nothing to do"
mmlab down down lab --yes
said down "Nothing is left."

step "status tells that nothing stands"
mmlab status status lab
said status "terraform has made nothing"

step "down --bootstrap takes the rest, and what is not ours stays"
mmlab down down lab --yes --bootstrap
[ -z "$(aws s3api list-buckets --query 'Buckets[].Name' --output text)" ] || fail "a bucket is left"
[ ! -e infra/backend.tf ] || fail "the backend file is left"
[ "$(records_named other.example.com)" = 2 ] || fail "another's record was deleted"
[ "$(records_named chat.example.com)" = 0 ] || fail "a record was left"
finish
