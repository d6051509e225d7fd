#!/usr/bin/env bash
# Formatting, validity and the unit tests of infra/, then its whole life on an AWS double: the state's bucket, a bare `terraform init`,
# apply, an empty plan, what Kubernetes would leave behind, `mmlab down`, nothing left. SHAPES="prod lab one-box" by default.
set -euo pipefail
. "$(dirname "$0")/aws/double.sh"
double_needs terraform aws python3 curl jq
double_terraform
double_copy
shapes=${SHAPES:-prod lab one-box}

step "terraform fmt, validate, test"
terraform fmt -check -recursive -diff infra
for root in infra/bootstrap infra; do
    terraform -chdir=$root init -backend=false -input=false >/dev/null
    terraform -chdir=$root validate -no-color
    terraform -chdir=$root test -no-color
    rm -rf $root/.terraform
done
if [ "${1:-}" = unit ]; then finish; exit 0; fi

step "build mmlab"
if [ -z "${MMLAB:-}" ]; then
    (cd "$project" && swift build --product mmlab >"$work/build.log" 2>&1) || { tail -n 40 "$work/build.log"; exit 1; }
    MMLAB=$(cd "$project" && swift build --show-bin-path)/mmlab
fi
export KUBECONFIG=$work/kubeconfig
double_start

step "bootstrap"
terraform -chdir=infra/bootstrap init -input=false >/dev/null
terraform -chdir=infra/bootstrap apply -no-color -auto-approve -var github_repository=octo/mm -var lock_table=true >"$work/bootstrap.log"
terraform -chdir=infra/bootstrap plan -no-color -detailed-exitcode -var github_repository=octo/mm -var lock_table=true >"$work/plan.log" ||
    { cat "$work/plan.log"; fail "bootstrap's second plan is not empty"; }
grep -q 'backend "s3"' infra/backend.tf || fail "bootstrap wrote no backend file"
git -C "$project" check-ignore -q infra/backend.tf || fail "Git does not ignore infra/backend.tf"

# The build came first and made the repository itself: terraform takes it over.
aws ecr create-repository --repository-name mattermost >/dev/null
# A zone that is not the stack's, with another's record.
zone=$(aws route53 create-hosted-zone --name example.com --caller-reference test --query HostedZone.Id --output text)

record() { # owner, name, address
    cat <<JSON
{"Changes": [
  {"Action": "UPSERT", "ResourceRecordSet": {"Name": "$2", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "$3"}]}},
  {"Action": "UPSERT", "ResourceRecordSet": {"Name": "a-$2", "Type": "TXT", "TTL": 60,
    "ResourceRecords": [{"Value": "\"heritage=external-dns,external-dns/owner=$1,external-dns/resource=ingress/mattermost/mattermost\""}]}}
]}
JSON
}
aws route53 change-resource-record-sets --hosted-zone-id "$zone" --change-batch "$(record another other.example.com. 192.0.2.9)" >/dev/null

# What a living cluster, its controllers, GuardDuty and the people leave behind.
seed() {
    local cluster=$1 vpc subnets group own
    vpc=$(terraform -chdir=infra output -raw vpc_id)
    mapfile -t subnets < <(aws ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc" "Name=tag:Name,Values=$cluster-public-*" --query 'Subnets[].SubnetId' --output text | tr '\t' '\n')
    group=$(aws ec2 create-security-group --group-name "k8s-traffic-$cluster" --description left --vpc-id "$vpc" --query GroupId --output text)
    aws ec2 create-security-group --group-name "GuardDutyManagedSecurityGroup-$vpc" --description left --vpc-id "$vpc" >/dev/null
    own=$(aws ec2 describe-security-groups --filters "Name=vpc-id,Values=$vpc" "Name=tag:kubernetes.io/cluster/$cluster,Values=owned" --query 'SecurityGroups[0].GroupId' --output text)
    aws ec2 authorize-security-group-ingress --group-id "$own" --protocol tcp --port 8065 --source-group "$group" >/dev/null
    for type in application network; do
        aws elbv2 create-load-balancer --name "k8s-$type" --type $type --subnets "${subnets[0]}" "${subnets[1]}" >/dev/null
    done
    aws elbv2 create-target-group --name k8s-targets --protocol HTTP --port 8065 --vpc-id "$vpc" --target-type ip >/dev/null
    aws elb create-load-balancer --load-balancer-name "a$RANDOM" --listeners Protocol=TCP,LoadBalancerPort=80,InstancePort=30080 --subnets "${subnets[0]}" >/dev/null
    aws ec2 create-network-interface --subnet-id "${subnets[0]}" --groups "$group" --description "aws-K8S-i-0" >/dev/null
    aws ec2 create-volume --availability-zone eu-north-1a --size 8 --tag-specifications \
        "ResourceType=volume,Tags=[{Key=kubernetes.io/cluster/$cluster,Value=owned}]" >/dev/null
    aws route53 change-resource-record-sets --hosted-zone-id "$zone" --change-batch "$(record "$cluster" chat.example.com. 192.0.2.1)" >/dev/null
    contents "$cluster"
}

contents() { # files with versions and delete markers, an image
    local cluster=$1 bucket repository
    bucket=$(terraform -chdir=infra output -raw s3_bucket)
    repository=$(terraform -chdir=infra output -raw ecr_repository)
    for version in 1 2 3; do
        echo $version >"$work/file"
        aws s3api put-object --bucket "$bucket" --key data/file --body "$work/file" >/dev/null
    done
    aws s3api delete-object --bucket "$bucket" --key data/file >/dev/null
    aws ecr put-image --repository-name "$repository" --image-tag latest --image-manifest \
        '{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":1,"digest":"sha256:'"$(printf a%.0s $(seq 64))"'"},"layers":[]}' >/dev/null
}

held() { # a lock that somebody else holds, in the bucket as terraform writes it
    local bucket key
    bucket=$(terraform -chdir=infra/bootstrap output -raw state_bucket)
    key=$([ "$1" = default ] && echo infra.tfstate || echo "env:/$1/infra.tfstate")
    echo '{"ID":"5f3a0c6e-0000-4000-8000-000000000000","Operation":"OperationTypeApply","Info":"","Who":"ann@laptop","Version":"1.11.4","Created":"2026-01-02T03:04:05Z","Path":"x"}' >"$work/lock"
    aws s3api put-object --bucket "$bucket" --key "$key.tflock" --body "$work/lock" >/dev/null
    if "$MMLAB" down "$2" --yes >"$work/held.log" 2>&1; then fail "a held lock was not respected"; fi
    grep -q 'locked by ann@laptop since 2026-01-02' "$work/held.log" || { tail -n 20 "$work/held.log"; fail "a held lock is not reported"; }
    if grep -qE 'delete-(load-balancer|object)' "$work/held.log"; then fail "something was deleted under another's lock"; fi
    grep -q 'force-unlock 5f3a0c6e' "$work/held.log" || fail "the way out of a held lock is not told"
    aws s3api delete-object --bucket "$bucket" --key "$key.tflock" >/dev/null
}

for shape in $shapes; do
    case $shape in
        prod) cluster=mm-devops-prod workspace=default more=(-var domain=chat.example.com -var zone_name=example.com -var budget_email=a@example.com) ;;
        lab) cluster=mm-devops-lab workspace=lab more=() ;;
        one-box) cluster=mm-devops-box workspace=one-box more=() ;;
    esac

    step "$shape: init, apply, empty plan"
    terraform -chdir=infra init -no-color >/dev/null
    terraform -chdir=infra workspace select -no-color -or-create $workspace >/dev/null
    terraform -chdir=infra apply -no-color -auto-approve -var-file=envs/$shape.tfvars >"$work/apply.log" 2>&1 || { grep -A12 Error "$work/apply.log"; fail "apply"; }
    grep 'Apply complete' "$work/apply.log"
    terraform -chdir=infra plan -no-color -detailed-exitcode -var-file=envs/$shape.tfvars >"$work/plan.log" 2>&1 ||
        { grep -A60 'will perform' "$work/plan.log"; fail "the second plan is not empty"; }
    [ "$(terraform -chdir=infra output -raw cluster_name)" = $cluster ] || fail "the output cluster_name"
    if [ ${#more[@]} -gt 0 ]; then
        step "$shape: with a name and a budget, plan"
        terraform -chdir=infra plan -no-color -var-file=envs/$shape.tfvars "${more[@]}" >"$work/plan.log" 2>&1 || { cat "$work/plan.log"; fail "plan with a name"; }
        grep '^Plan:' "$work/plan.log"
    fi

    if [ $shape = one-box ]; then contents $cluster; else
        # One group with the cluster's tag, or the load balancer controller does not know which to open.
        count=$(aws ec2 describe-security-groups --filters "Name=tag:kubernetes.io/cluster/$cluster,Values=owned" --query 'length(SecurityGroups)')
        [ "$count" = 1 ] || fail "$count security groups have the cluster's tag"
        step "$shape: leftovers"
        seed $cluster
    fi
    if [ $shape = prod ]; then
        step "terraform's destroy alone stumbles over them (or this test proves nothing)"
        if terraform -chdir=infra destroy -no-color -auto-approve -var-file=envs/prod.tfvars -target=aws_s3_bucket.files -var s3_force_destroy=true >"$work/destroy.log" 2>&1; then
            fail "the full bucket was destroyed by -var s3_force_destroy=true alone"
        fi
        grep -oE 'BucketNotEmpty' "$work/destroy.log" | head -1
    fi
    if [ $shape = lab ]; then
        step "$shape: a held lock"
        held $workspace $shape
        step "$shape: mmlab down --dry-run changes nothing"
        "$MMLAB" down $shape --dry-run >"$work/dry.log" 2>&1 || { tail -n 20 "$work/dry.log"; fail "dry run"; }
        [ -n "$(aws ecr list-images --repository-name mattermost-lab --query 'imageIds[].imageDigest' --output text)" ] || fail "the dry run deleted the image"
    fi
    step "$shape: mmlab down"
    "$MMLAB" down $shape --yes >"$work/down.log" 2>&1 || { tail -n 60 "$work/down.log"; fail "mmlab down $shape"; }
    grep -A14 'What is left' "$work/down.log"
    [ $shape = lab ] || continue
    step "$shape: mmlab down again finds nothing to do"
    "$MMLAB" down $shape --yes >"$work/down.log" 2>&1 || { tail -n 60 "$work/down.log"; fail "mmlab down $shape a second time"; }
    grep -q 'Nothing is left' "$work/down.log"
done

step "what is not ours stays"
[ "$(aws route53 list-resource-record-sets --hosted-zone-id "$zone" --query "length(ResourceRecordSets[?Name=='other.example.com.'])")" = 1 ] || fail "another's record was deleted"
[ "$(aws route53 list-resource-record-sets --hosted-zone-id "$zone" --query "length(ResourceRecordSets[?contains(Name, 'chat.example.com')])")" = 0 ] || fail "a record was left"
aws iam get-role --role-name mm-devops-prod-ci-push >/dev/null || fail "a CI role was deleted"

step "mmlab down --bootstrap"
"$MMLAB" down lab --yes --bootstrap >"$work/down.log" 2>&1 || { tail -n 40 "$work/down.log"; fail "bootstrap"; }
[ -z "$(aws s3api list-buckets --query 'Buckets[].Name' --output text)" ] || fail "a bucket is left"
[ ! -e infra/backend.tf ] || fail "the backend file is left"
finish
