#!/usr/bin/env bash
# prod-values.sh: writes what belongs to this account (hosts, ids, ARNs; nothing secret) from Terraform's outputs into
# helm/mattermost/values.prod.yaml, at the lines that say `# terraform: NAME`, and the digest of the newest image. Commit the result.
set -euo pipefail
cd "$(dirname "$0")/../.."
file=helm/mattermost/values.prod.yaml
outputs=$(terraform -chdir=infra output -json)
[ "$(jq length <<<"$outputs")" -gt 0 ] || { echo "Terraform has no outputs yet: apply first (README.devops.md, Cost Control)." >&2; exit 1; }

fill() {  # fill MARK VALUE: the value of the lines that carry the mark
    local value
    value=$(jq -n --arg value "$2" '$value')
    MARK=$1 VALUE=$value awk 'index($0, ENVIRON["MARK"]) && match($0, /^ *[A-Za-z]+:/) {
        rest = index($0, "#"); print substr($0, 1, RLENGTH) " " ENVIRON["VALUE"] "  " substr($0, rest); next } { print }' "$file" >"$file.new"
    mv "$file.new" "$file"
}

for name in $(grep -oE '# terraform: [a-z0-9_]+' "$file" | sed 's/.* //' | sort -u); do
    value=$(jq -r --arg name "$name" '.[$name].value // ""' <<<"$outputs")
    fill "# terraform: $name" "$value"
    echo "$name: ${value:-(none)}"
done
repository=$(jq -r '.ecr_repository.value // "mattermost"' <<<"$outputs")
if digest=$(aws ecr describe-images --repository-name "$repository" --image-ids imageTag=latest --query 'imageDetails[0].imageDigest' --output text 2>/dev/null) &&
    [[ $digest == sha256:* ]]; then
    fill "# ecr: " "$digest"
    echo "image: $digest"
else
    echo "image: no \`latest\` in $repository yet: push to test-coding, or build and push one; then run this again"
fi
