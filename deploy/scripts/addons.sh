#!/usr/bin/env bash
# addons.sh [external-dns] [cert-manager]: installs the load balancer controller, and the others where named. The cluster must be
# reachable with kubectl; region and VPC come from Terraform, because pods cannot ask the node for them.
set -euo pipefail
cd "$(dirname "$0")/../.."
output() { terraform -chdir=infra output -raw "$1"; }
cluster=$(output cluster_name)
vpc=$(output vpc_id)

kubectl apply -f helm/addons/storage-classes.yaml
helm repo add eks https://aws.github.io/eks-charts
helm repo update eks
helm upgrade --install aws-load-balancer-controller eks/aws-load-balancer-controller -n kube-system \
    -f helm/addons/aws-load-balancer-controller/values.yaml --set-string clusterName="$cluster" --set-string vpcId="$vpc" --wait --timeout 5m
for addon in "$@"; do
    case $addon in
        external-dns)
            helm repo add external-dns https://kubernetes-sigs.github.io/external-dns/
            helm upgrade --install external-dns external-dns/external-dns -n external-dns --create-namespace -f helm/addons/external-dns/values.yaml --wait ;;
        cert-manager)
            helm repo add jetstack https://charts.jetstack.io
            helm upgrade --install cert-manager jetstack/cert-manager -n cert-manager --create-namespace -f helm/addons/cert-manager/values.yaml --wait ;;
        *) echo "unknown: $addon (external-dns, cert-manager)" >&2; exit 1 ;;
    esac
done
