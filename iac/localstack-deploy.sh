#!/usr/bin/env bash
# Deploys PMS to a running LocalStack: docs/localstack.md says which plan that takes, and how to start it.
#
#   iac/localstack-deploy.sh                          Kafka on LocalStack's MSK
#   iac/localstack-deploy.sh --kafka HOST:PORT        an outside Kafka, where MSK is not licensed
#   iac/localstack-deploy.sh --delete                 takes it away again
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
stack=pms
endpoint=${LOCALSTACK_ENDPOINT:-http://localhost:4566}
service_host=${PMS_SERVICE_HOST:-host.docker.internal}
broker_host=${PMS_BROKER_HOST:-localhost.localstack.cloud}
image_tag=${PMS_VERSION:-0.1.0}
export AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test} AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}
export AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-us-east-1} AWS_PAGER=

fail() {
    echo "localstack-deploy: $*" >&2
    exit 1
}

ls_aws() {
    aws --endpoint-url "$endpoint" "$@"
}

# The template is sent as it is, which needs no bucket; names and values of parameters follow.
deploy() {
    local verb=create-stack waits=stack-create-complete said
    if ls_aws cloudformation describe-stacks --stack-name $stack >/dev/null 2>&1; then
        verb=update-stack waits=stack-update-complete
    fi
    local parameters= pair # as JSON, for the brokers have commas between
    for pair in "$@" ImageTag="$image_tag" ServiceHost="$service_host" OperatorSha256="$operator_sha256"; do
        parameters+="${parameters:+,}{\"ParameterKey\":\"${pair%%=*}\",\"ParameterValue\":\"${pair#*=}\"}"
    done
    if ! said=$(ls_aws cloudformation $verb --stack-name $stack --template-body "file://$here/localstack.template.json" \
        --capabilities CAPABILITY_IAM --parameters "[$parameters]" 2>&1); then
        case $said in
            *"No updates are to be performed"*) return ;;
            *) fail "$said" ;;
        esac
    fi
    ls_aws cloudformation wait $waits --stack-name $stack || fail "the stack did not come up:
$(ls_aws cloudformation describe-stack-events --stack-name $stack --output text --query \
            "StackEvents[?contains(ResourceStatus, 'FAILED')].[LogicalResourceId, ResourceStatusReason]")"
}

output() {
    ls_aws cloudformation describe-stacks --stack-name $stack --output text \
        --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue"
}

# MSK's brokers as tasks see them: LocalStack names them as its host does.
brokers() {
    local found
    found=$(ls_aws kafka get-bootstrap-brokers --cluster-arn "$(output Kafka)" --query BootstrapBrokerString --output text)
    case $found in
        '' | None) fail "MSK tells no brokers: has the cluster come up (aws kafka list-clusters)?" ;;
    esac
    echo "$found" | sed "s/\(^\|,\)\(localhost\|127\.0\.0\.1\):/\1$broker_host:/g"
}

command -v aws >/dev/null || fail "needs the AWS CLI"
command -v curl >/dev/null || fail "needs curl"
command -v sha256sum >/dev/null || fail "needs sha256sum"
curl -fs "$endpoint/_localstack/health" >/dev/null || fail "no LocalStack at $endpoint: docs/localstack.md says how to start it"

kafka=
case ${1:-} in
    --delete)
        ls_aws cloudformation delete-stack --stack-name $stack
        ls_aws cloudformation wait stack-delete-complete --stack-name $stack
        exit
        ;;
    --kafka)
        [ $# -eq 2 ] || fail "--kafka HOST:PORT"
        kafka=$2
        ;;
    '') ;;
    *) fail "unknown: $1" ;;
esac

# The operator's token, made once; services know its hash alone.
token_file=$here/.localstack-operator
if [ ! -s "$token_file" ]; then
    (umask 077 && head -c 32 /dev/urandom | base64 | tr -d '\n' >"$token_file")
fi
operator_sha256=$(sha256sum <"$token_file" | cut -d' ' -f1)

if [ -n "$kafka" ]; then
    echo "Making the stack, with Kafka at $kafka"
    deploy Msk=false KafkaBootstrap="$kafka"
else
    echo "Making the stack: network, database, Kafka (no service runs yet)"
    deploy Msk=true KafkaBootstrap=
    kafka=$(brokers)
    echo "Starting the services, with Kafka at $kafka"
    deploy Msk=true KafkaBootstrap="$kafka"
fi

url=http://$(output DoorName):${endpoint##*:}
echo "Waiting for $url"
for _ in $(seq 1 150); do
    if curl -fs "$url/actuator/health/readiness" >/dev/null; then
        echo "PMS ready: $url  (demo login: testuser@test.com / password123)"
        exit
    fi
    sleep 2
done
fail "the gateway does not answer; see: aws --endpoint-url $endpoint logs tail /pms/edge-gateway"
