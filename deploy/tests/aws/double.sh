# shellcheck shell=bash
# Sourced by the tests: an AWS double on the loopback address, with an environment in which terraform, aws and mmlab meet nothing else.
# Gives `double_start`, `double_stop`, `double_needs TOOL…` and the folder $work, which is removed at the end.

aws_tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$aws_tests/../../.." && pwd)
work=$(mktemp -d)
double_pid=

# Ends the test well, saying why, where a tool is missing. `aws` is looked for where double_tools puts it, too.
double_needs() {
    if [[ " $* " == *" aws "* ]]; then double_tools || { echo "skipped: the AWS double cannot be had from PyPI"; finish; exit 0; }; fi
    for tool in "$@"; do
        if ! command -v "$tool" >/dev/null; then
            echo "skipped: $(basename "$0") needs $tool, which is not here"
            finish
            exit 0
        fi
    done
}

# Sets double_python to a Python with moto, the machine's or one of its own, where `aws` comes along when there is none. Fails, with
# pip's words, where it cannot be had.
double_tools() {
    double_python=python3
    if python3 -c 'import moto.server' 2>/dev/null && command -v aws >/dev/null; then return; fi
    local venv=$project/.cache/aws-double packages=(-r "$aws_tests/requirements.txt")
    command -v aws >/dev/null || packages+=(awscli)
    (
        flock 9 # tests that run side by side make it once
        [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
        "$venv/bin/python" -c 'import moto.server' 2>/dev/null && { [ ${#packages[@]} -eq 2 ] || [ -x "$venv/bin/aws" ]; } && exit 0
        timeout 600 "$venv/bin/pip" install -q --disable-pip-version-check "${packages[@]}" >&2
    ) 9>"${TMPDIR:-/tmp}/martlet-double.$(id -u).lock" || return 1
    double_python=$venv/bin/python
    PATH=$PATH:$venv/bin
}

# The provider comes from a mirror where there is one (CI without the registry), else from the registry.
double_terraform() {
    export TF_IN_AUTOMATION=1 TF_INPUT=0 CHECKPOINT_DISABLE=1 TF_PLUGIN_CACHE_DIR=
    export TF_CLI_CONFIG_FILE=$work/terraform.rc
    unset TF_PLUGIN_CACHE_DIR
    : >"$TF_CLI_CONFIG_FILE"
    if [ -d /opt/tf-plugins ]; then
        cat >"$TF_CLI_CONFIG_FILE" <<'RC'
provider_installation {
  filesystem_mirror {
    path    = "/opt/tf-plugins"
    include = ["registry.terraform.io/*/*"]
  }
}
RC
    fi
}

double_start() {
    local port
    double_tools || { echo "skipped: moto, the AWS double, cannot be had from PyPI"; finish; exit 0; }
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing
    export AWS_REGION=eu-north-1 AWS_DEFAULT_REGION=eu-north-1 AWS_EC2_METADATA_DISABLED=true AWS_PAGER=
    export AWS_CONFIG_FILE=$work/none AWS_SHARED_CREDENTIALS_FILE=$work/none
    unset AWS_PROFILE AWS_SESSION_TOKEN AWS_CA_BUNDLE
    "$double_python" "$aws_tests/moto_ext.py" -H 127.0.0.1 -p "$port" >"$work/double.log" 2>&1 &
    double_pid=$!
    for _ in $(seq 300); do
        curl -sf "$AWS_ENDPOINT_URL/moto-api/" >/dev/null && return
        kill -0 "$double_pid" 2>/dev/null || break
        sleep 0.2
    done
    echo "the AWS double did not start:" >&2
    tail -n 20 "$work/double.log" >&2
    exit 1
}

double_stop() {
    [ -n "$double_pid" ] && kill "$double_pid" 2>/dev/null
    rm -rf "$work"
}
trap double_stop EXIT

# A copy of infra/ to work in, so that the project's own folder keeps no state of a test.
double_copy() {
    mkdir -p "$work/project"
    cp -r "$project/infra" "$work/project/"
    find "$work/project/infra" \( -name .terraform -o -name '*.tfstate*' -o -name backend.tf \) -prune -exec rm -rf {} +
    for part in helm k8s deploy/scripts; do
        [ -d "$project/$part" ] && mkdir -p "$work/project/$(dirname $part)" && cp -r "$project/$part" "$work/project/$part"
    done
    cd "$work/project" || exit
}

# Each step counts as one test; a step that ends the script has failed.
steps=0
step() {
    steps=$((steps + 1))
    printf '\n-- %s\n' "$*"
}
fail() {
    echo "FAILED: $*" >&2
    if [ -n "$double_pid" ] && ! kill -0 "$double_pid" 2>/dev/null; then
        echo "the AWS double has ended; its last words:" >&2
        tail -n 5 "$work/double.log" >&2
    fi
    echo "$((steps - 1)) passed, 1 failed"
    exit 1
}
finish() { echo "$steps passed, 0 failed"; }
