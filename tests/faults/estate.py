"""A small AWS account with good and bad in it, and the tables of calls that look at it.

Names have the account's number in them: `scans.py` puts the same estate into other accounts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from highground.inventory.calls import Calls
from tests.emulator import ACCOUNT, REGION, Emulator
from tests.inventory.aws_looks import CALLS

# What reads data and who may, and what the network lets through: at most 60 calls each.
DATA = (
    "AWS::::Account",
    "AWS::S3::Bucket",
    "AWS::KMS::Key",
    "AWS::SQS::Queue",
    "AWS::CloudTrail::Trail",
)
NETWORK = (
    "AWS::IAM::User",
    "AWS::IAM::ManagedPolicy",
    "AWS::EC2::Instance",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::VPC",
    "AWS::EC2::Subnet",
    "AWS::EC2::NetworkAcl",
    "AWS::EC2::RouteTable",
    "AWS::EC2::InternetGateway",
    "AWS::EC2::PrefixList",
    "AWS::EC2::FlowLog",
    "AWS::EC2::Volume",
    "AWS::ElasticLoadBalancing::LoadBalancer",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::ElasticLoadBalancingV2::Listener",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
)
# Other services that policies are about.
ELSEWHERE = (
    "AWS::DynamoDB::Table",
    "AWS::ECR::Repository",
    "AWS::EFS::FileSystem",
    "AWS::Lambda::Function",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBSnapshot",
    "AWS::SecretsManager::Secret",
    "AWS::SNS::Topic",
)
# So that a listing has several pages: of these types the emulator gives pages for queues only.
SMALL_PAGES = {"AWS::SQS::Queue": {"MaxResults": 1}}
ANYONE = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
BLOCKED = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


def calls_of(types: Sequence[str]) -> tuple[Calls, ...]:
    """The tables of calls of some types, in the order of the collector, with small pages."""
    return tuple(
        each.model_copy(update={"parameters": SMALL_PAGES.get(each.type, each.parameters)})
        for each in CALLS
        if each.type in types
    )


def build(aws: Emulator) -> None:
    """Create the account."""
    _stores(aws)
    _people(aws)
    _network(aws)
    _elsewhere(aws)


def _stores(aws: Emulator) -> None:
    s3, kms, sqs = aws.client("s3"), aws.client("kms"), aws.client("sqs")
    open_, closed = f"open-{ACCOUNT}", f"closed-{ACCOUNT}"
    for name in (open_, closed):
        s3.create_bucket(Bucket=name)
    plain = {"Bool": {"aws:SecureTransport": "false"}}
    arns = [f"arn:aws:s3:::{closed}", f"arn:aws:s3:::{closed}/*"]
    deny = ANYONE | {"Effect": "Deny", "Action": "s3:*", "Resource": arns, "Condition": plain}
    s3.put_bucket_policy(Bucket=closed, Policy=_document(deny))
    read = ANYONE | {"Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{open_}/*"}
    s3.put_bucket_policy(Bucket=open_, Policy=_document(read))
    s3.put_public_access_block(Bucket=closed, PublicAccessBlockConfiguration=BLOCKED)
    s3.put_bucket_tagging(
        Bucket=open_, Tagging={"TagSet": [{"Key": "data-classification", "Value": "pii"}]}
    )
    turned = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.enable_key_rotation(KeyId=turned)
    kms.create_key()
    trails = aws.client("cloudtrail")
    trails.create_trail(Name="trail", S3BucketName=closed)
    trails.start_logging(Name="trail")
    sqs.create_queue(QueueName="closed", Attributes={"KmsMasterKeyId": "alias/aws/sqs"})
    sqs.create_queue(QueueName="open", Attributes={"Policy": _document(ANYONE)})


def _people(aws: Emulator) -> None:
    iam = aws.client("iam")
    for name in ("ada", "bob"):
        iam.create_user(UserName=name)
    iam.create_login_profile(UserName="ada", Password="Correct-horse-1")
    iam.create_access_key(UserName="bob")
    every = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    narrow = every | {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*"}
    for name, statement in (("narrow", narrow), ("wide", every)):
        iam.create_policy(PolicyName=name, PolicyDocument=_document(statement))
    iam.update_account_password_policy(MinimumPasswordLength=8)
    while iam.generate_credential_report()["State"] != "COMPLETE":
        pass


def _network(aws: Emulator) -> None:
    ec2 = aws.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    made = ec2.create_security_group(GroupName="ssh", Description="ssh", VpcId=vpc)
    ec2.authorize_security_group_ingress(
        GroupId=made["GroupId"], IpProtocol="tcp", FromPort=22, ToPort=22, CidrIp="0.0.0.0/0"
    )
    place = {
        "DeviceIndex": 0,
        "SubnetId": subnet,
        "Groups": [made["GroupId"]],
        "AssociatePublicIpAddress": True,
    }
    ec2.run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1, NetworkInterfaces=[place])
    ec2.run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1, SubnetId=subnet)
    ec2.create_volume(AvailabilityZone=f"{REGION}a", Size=1, Encrypted=True)


def _elsewhere(aws: Emulator) -> None:
    aws.client("dynamodb").create_table(
        TableName="orders",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    aws.client("ecr").create_repository(repositoryName="shop")
    aws.client("efs").create_file_system(CreationToken="files")
    aws.client("secretsmanager").create_secret(Name="key", SecretString="none")
    topics = aws.client("sns")
    topics.create_topic(Name="closed")
    topics.create_topic(Name="open", Attributes={"Policy": _document(ANYONE)})
    databases = aws.client("rds")
    databases.create_db_instance(
        DBInstanceIdentifier="shop",
        DBInstanceClass="db.t4g.small",
        Engine="postgres",
        AllocatedStorage=20,
        PubliclyAccessible=True,
    )
    databases.create_db_snapshot(DBInstanceIdentifier="shop", DBSnapshotIdentifier="old")


def _document(statement: Mapping[str, object]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
