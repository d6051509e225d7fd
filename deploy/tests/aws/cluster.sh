# shellcheck shell=bash
# Sourced after double.sh, before double_start: a double of Kubernetes to which `aws eks update-kubeconfig` leads, and a shelf of charts
# in place of the repositories that `helm repo add` names. `cluster_stop` belongs into the trap.
kube=''

cluster_start() {
    export KUBECONFIG=$work/kubeconfig HELM_DOUBLE_CHARTS=$work/charts MOTO_EXT_CLUSTER
    python "$project/deploy/support/fakekube.py" --port 0 --schema 1.32 >"$work/kube.log" 2>&1 &
    kube=$!
    within 60 grep -q listening "$work/kube.log" || fail "the double of Kubernetes did not start"
    MOTO_EXT_CLUSTER=http://127.0.0.1:$(grep -oE '[0-9]+$' "$work/kube.log")
    # What `helm repo add eks` would bring: a chart that keeps what it was told.
    local chart=$work/charts/eks/aws-load-balancer-controller
    mkdir -p "$chart/templates"
    printf 'apiVersion: v2\nname: aws-load-balancer-controller\nversion: 1.0.0\n' >"$chart/Chart.yaml"
    cat >"$chart/templates/all.yaml" <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata: {name: aws-load-balancer-controller}
data: {cluster: {{ .Values.clusterName | quote }}, vpc: {{ .Values.vpcId | quote }}, region: {{ .Values.region | quote }}}
YAML
}

cluster_stop() { [ -z "$kube" ] || kill "$kube" 2>/dev/null || true; }

within() { # within SECONDS command…
    local end=$((SECONDS + $1))
    shift
    until "$@"; do [ $SECONDS -lt $end ] || return 1; sleep 0.2; done
}

# The controller came before any Ingress, and was told its cluster and network.
controller_knows() {
    local found
    found=$(kubectl -n kube-system get configmap aws-load-balancer-controller -o 'jsonpath={.data.cluster} {.data.vpc}')
    [ "$found" = "$1 $(terraform -chdir=infra output -raw vpc_id)" ] || fail "the controller knows: $found"
    kubectl get storageclass gp3 -o name >/dev/null || fail "no storage class"
}

# One group with the cluster's tag, or the controller does not know which to open.
one_tagged_group() {
    local count
    count=$(aws ec2 describe-security-groups --filters "Name=tag:kubernetes.io/cluster/$1,Values=owned" --query 'length(SecurityGroups)')
    [ "$count" = 1 ] || fail "$count security groups have the cluster's tag"
}

image() { kubectl -n mattermost get deployment mattermost -o 'jsonpath={.spec.template.spec.containers[0].image}'; }
digest() { aws ecr describe-images --repository-name "$1" --image-ids imageTag=latest --query 'imageDetails[0].imageDigest' --output text; }

# The address of the database that the release's pods were given carries this password, whole, and asks for TLS.
database_password_is() {
    kubectl -n mattermost get secret mattermost -o json | jq -r '.data.MM_SQLSETTINGS_DATASOURCE' | base64 -d | PASSWORD=$1 python3 -c '
import os, sys, urllib.parse
url = urllib.parse.urlsplit(sys.stdin.read())
assert urllib.parse.unquote(url.password) == os.environ["PASSWORD"] and "sslmode=require" in url.query' || fail "the address of the database is not right"
}
