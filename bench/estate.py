"""An account with about 200 resources in one region, as a small company's has them."""

from __future__ import annotations

import json

from tests.emulator import REGION, Emulator

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "ec2.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)
ALLOW = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
    }
)


def build(aws: Emulator) -> None:
    """Create it. What every new account has is there already: a network, its groups, its rules."""
    _network(aws)
    _stores(aws)
    _people(aws)
    _rest(aws)


def _network(aws: Emulator) -> None:
    ec2 = aws.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    for n in range(6):
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24")
    for n in range(20):
        ec2.create_security_group(GroupName=f"group-{n}", Description="group", VpcId=vpc)
    ec2.run_instances(ImageId="ami-12c6146b", MinCount=25, MaxCount=25)  # a disk and a card each
    for _ in range(5):
        ec2.create_volume(AvailabilityZone=f"{REGION}a", Size=1)
        ec2.allocate_address(Domain="vpc")


def _stores(aws: Emulator) -> None:
    for n in range(8):
        aws.client("s3").create_bucket(Bucket=f"bucket-{n}")
    for n in range(4):
        aws.client("kms").create_key(Description=f"key {n}")
        aws.client("dynamodb").create_table(
            TableName=f"table-{n}",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )
        aws.client("rds").create_db_instance(
            DBInstanceIdentifier=f"database-{n}",
            DBInstanceClass="db.t4g.small",
            Engine="postgres",
            AllocatedStorage=20,
        )


def _people(aws: Emulator) -> None:
    iam = aws.client("iam")
    for n in range(8):
        iam.create_user(UserName=f"user-{n}")
    for n in range(15):
        iam.create_role(RoleName=f"role-{n}", AssumeRolePolicyDocument=TRUST)
        iam.create_policy(PolicyName=f"policy-{n}", PolicyDocument=ALLOW)
    while iam.generate_credential_report()["State"] != "COMPLETE":
        pass


def _rest(aws: Emulator) -> None:
    for n in range(5):
        aws.client("sqs").create_queue(QueueName=f"queue-{n}")
        aws.client("sns").create_topic(Name=f"topic-{n}")
        aws.client("ecr").create_repository(repositoryName=f"repository-{n}")
        aws.client("logs").create_log_group(logGroupName=f"group-{n}")
        aws.client("secretsmanager").create_secret(Name=f"secret-{n}", SecretString="none")
