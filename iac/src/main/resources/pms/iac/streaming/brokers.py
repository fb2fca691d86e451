# CloudFormation knows no brokers of a cluster: this asks MSK for them. cfnresponse is there for inline code.
import boto3
import cfnresponse


def handler(event, context):
    try:
        found = {}
        if event["RequestType"] != "Delete":
            arn = event["ResourceProperties"]["ClusterArn"]
            answer = boto3.client("kafka").get_bootstrap_brokers(ClusterArn=arn)
            found["Brokers"] = answer["BootstrapBrokerStringSaslIam"]
        cfnresponse.send(event, context, cfnresponse.SUCCESS, found, "brokers")
    except Exception as failure:
        print(failure)
        cfnresponse.send(event, context, cfnresponse.FAILED, {}, "brokers", reason=type(failure).__name__)
