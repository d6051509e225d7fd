# shellcheck shell=bash
# Sourced by the tests that tear down: what a living cluster, its controllers, other services and the people leave behind. Needs
# double.sh, an applied infra/ in the current folder, and `zone`, a hosted zone that is not the stack's (`another_zone` makes it).

another_zone() {
    zone=$(aws route53 create-hosted-zone --name example.com --caller-reference test --query HostedZone.Id --output text)
    aws route53 change-resource-record-sets --hosted-zone-id "$zone" --change-batch "$(record another other.example.com. 192.0.2.9)" >/dev/null
}

records_named() { aws route53 list-resource-record-sets --hosted-zone-id "$zone" --query "length(ResourceRecordSets[?contains(Name, '$1')])"; }

record() { # owner, name, address
    cat <<JSON
{"Changes": [
  {"Action": "UPSERT", "ResourceRecordSet": {"Name": "$2", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "$3"}]}},
  {"Action": "UPSERT", "ResourceRecordSet": {"Name": "a-$2", "Type": "TXT", "TTL": 60,
    "ResourceRecords": [{"Value": "\"heritage=external-dns,external-dns/owner=$1,external-dns/resource=ingress/mattermost/mattermost\""}]}}
]}
JSON
}

# seed CLUSTER: load balancers of all three kinds, groups, an interface, a disk, a record, files and an image.
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
    contents
}

# Files with versions and delete markers, and an image.
contents() {
    local bucket
    bucket=$(terraform -chdir=infra output -raw s3_bucket)
    for version in 1 2 3; do
        echo $version >"$work/file"
        aws s3api put-object --bucket "$bucket" --key data/file --body "$work/file" >/dev/null
    done
    aws s3api delete-object --bucket "$bucket" --key data/file >/dev/null
    push_image c
}

# push_image LETTER [REPOSITORY]: an image that is like no other letter's, under the tag `latest`. By default into the stack's repository.
push_image() {
    local manifest
    manifest='{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":1,"digest":"sha256:'"$(printf "$1%.0s" $(seq 64))"'"},"layers":[]}'
    aws ecr put-image --repository-name "${2:-$(terraform -chdir=infra output -raw ecr_repository)}" --image-tag latest --image-manifest "$manifest" \
        --image-digest "sha256:$(printf %s "$manifest" | sha256sum | cut -c1-64)" >/dev/null
}

# held WORKSPACE SHAPE: a lock that somebody else holds, in the bucket as terraform writes it; `mmlab down` tells of it and deletes nothing.
held() {
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
