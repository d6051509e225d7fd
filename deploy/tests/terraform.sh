#!/usr/bin/env bash
# Formatting, validity and the unit tests of infra/, then the life of production on the doubles of AWS and Kubernetes by the commands of
# README.devops.md as they stand there, and of the one box: apply, an empty plan, what Kubernetes would leave behind, `mmlab down`,
# nothing left. The laboratory's is life.sh, all by `mmlab`.
set -euo pipefail
. "$(dirname "$0")/../support/tools.sh"
. "$(dirname "$0")/aws/double.sh"
. "$(dirname "$0")/aws/cluster.sh"
. "$(dirname "$0")/aws/leftovers.sh"
double_needs terraform
double_terraform
double_copy

step "terraform fmt, validate, test"
terraform fmt -check -recursive -diff infra
for folder in infra/bootstrap infra; do
    terraform -chdir=$folder init -backend=false -input=false >/dev/null
    terraform -chdir=$folder validate -no-color
    terraform -chdir=$folder test -no-color
    rm -rf $folder/.terraform
done
if [ "${1:-}" = unit ]; then finish; exit 0; fi

double_needs aws kubectl helm python3 curl jq
find_mmlab
trap 'cluster_stop; double_stop' EXIT
cluster_start
double_start

export MM_DB_PASSWORD="it's:odd#p%ss?w&rd+=~"
# block HEADING NUMBER: that block of the README, as somebody types it who says yes.
block() {
    python3 "$project/deploy/support/block.py" "$1" "$2" >"$work/block"
    (unset TF_INPUT; PATH=$work/bin:$PATH bash -e "$work/block" < <(yes yes)) >"$work/block.log" 2>&1 || { tail -n 40 "$work/block.log"; fail "README.devops.md, $1"; }
}
mkdir -p "$work/bin"
printf '#!/bin/sh\necho 1\n' >"$work/bin/gh" # GitHub's numbers of owner and repository
chmod +x "$work/bin/gh"
down() { "$MMLAB" down "$1" --yes >"$work/down.log" 2>&1 || { tail -n 60 "$work/down.log"; fail "mmlab down $1"; }; grep -A14 'What is left' "$work/down.log"; }
nothing_changes() { # the plan is empty
    terraform -chdir="$1" plan -no-color -detailed-exitcode "${@:2}" >"$work/plan.log" 2>&1 || { grep -A60 'will perform' "$work/plan.log"; fail "a second plan of $1 is not empty"; }
}

# The build came first: it made the repository itself, which terraform takes over, and pushed.
aws ecr create-repository --repository-name mattermost >/dev/null
push_image a mattermost
# A zone that is not the stack's, with another's record.
another_zone

step "production: the README's commands to create it, as they stand"
block Create 1
grep -q 'backend "s3"' infra/backend.tf || fail "bootstrap wrote no backend file"
git -C "$project" check-ignore -q infra/backend.tf || fail "Git does not ignore infra/backend.tf"
[ "$(terraform -chdir=infra output -raw cluster_name)" = mm-devops-prod ] || fail "the output cluster_name"
controller_knows mm-devops-prod
one_tagged_group mm-devops-prod

step "production: second plans are empty"
github=(-var github_repository=OWNER/NAME -var github_owner_id=1 -var github_repository_id=1)
nothing_changes infra/bootstrap "${github[@]}"
TF_VAR_db_password=$MM_DB_PASSWORD nothing_changes infra -var-file=envs/prod.tfvars

step "production: with a name and a budget, plan"
terraform -chdir=infra plan -no-color -var-file=envs/prod.tfvars -var domain=chat.example.com -var zone_name=example.com -var budget_email=a@example.com >"$work/plan.log" 2>&1 ||
    { cat "$work/plan.log"; fail "plan with a name"; }
grep '^Plan:' "$work/plan.log"

step "production: the README's commands to deploy from a laptop, as they stand, twice"
for _ in 1 2; do block "Deploying from your laptop" 1; done
[[ $(image) == *"/mattermost@$(digest mattermost)" ]] || fail "deployed: $(image)"
database_password_is "$MM_DB_PASSWORD"
block "Deploying from your laptop" 2
database_password_is "$MM_DB_PASSWORD"

step "production: leftovers; terraform's destroy alone stumbles over them (or this test proves nothing)"
seed mm-devops-prod
destroy() { terraform -chdir=infra destroy -no-color -auto-approve -var-file=envs/prod.tfvars -var s3_force_destroy=true "$@" >"$work/destroy.log" 2>&1; }
if destroy -target=aws_s3_bucket.files; then fail "the full bucket was destroyed by -var s3_force_destroy=true alone"; fi
grep -oE 'BucketNotEmpty' "$work/destroy.log" | head -1

step "production: after the step that the README puts before it, it does not"
python3 "$project/deploy/support/block.py" "Cost control" 1 | sed '/^terraform destroy/d' >"$work/block"
bash -e "$work/block" >"$work/block.log" 2>&1 || { grep -A12 Error "$work/block.log"; fail "README.devops.md, Cost control"; }
destroy -target=aws_s3_bucket.files -target=aws_ecr_repository.image || { grep -A12 Error "$work/destroy.log"; fail "the full bucket and registry"; }

step "production: mmlab down"
down prod
[ -z "$(kubectl -n mattermost get deployment,ingress -o name)" ] || fail "the release still stands"

step "the one box, with both kinds of lock: apply, empty plan"
terraform -chdir=infra/bootstrap apply -no-color -auto-approve "${github[@]}" -var lock_table=true >"$work/bootstrap.log"
terraform -chdir=infra init -no-color -reconfigure >/dev/null
terraform -chdir=infra workspace select -no-color -or-create one-box >/dev/null
terraform -chdir=infra apply -no-color -auto-approve -var-file=envs/one-box.tfvars >"$work/apply.log" 2>&1 || { grep -A12 Error "$work/apply.log"; fail "apply"; }
nothing_changes infra -var-file=envs/one-box.tfvars

step "the one box: mmlab down"
contents
down one-box

step "what is not ours stays"
[ "$(records_named other.example.com)" = 2 ] || fail "another's record was deleted"
[ "$(records_named chat.example.com)" = 0 ] || fail "a record was left"
aws iam get-role --role-name mm-devops-prod-ci-push >/dev/null || fail "a CI role was deleted"

step "mmlab down --bootstrap"
"$MMLAB" down prod --yes --bootstrap >"$work/down.log" 2>&1 || { tail -n 40 "$work/down.log"; fail "bootstrap"; }
[ -z "$(aws s3api list-buckets --query 'Buckets[].Name' --output text)" ] || fail "a bucket is left"
[ ! -e infra/backend.tf ] || fail "the backend file is left"
finish
