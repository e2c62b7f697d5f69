"""`highground connect`: the least-privilege role of a cloud, a check, and the saved connector."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from highground.cli.common import home, shelf
from highground.cli.printing import say
from highground.errors import BadQuery

if TYPE_CHECKING:
    from highground.runs.home import Home
    from highground.runs.library import Library

AZURE_ROLE = """\
az role assignment create --role Reader --assignee APPLICATION_ID \\
  --scope /providers/Microsoft.Management/managementGroups/GROUP_ID
"""

# Cloud Asset Inventory answers from one export: no standing access of ours at all.
GCP_EXPORT = """\
gcloud projects add-iam-policy-binding PROJECT_ID --member=user:YOU --role=roles/cloudasset.viewer
gcloud asset export --project=PROJECT_ID --content-type=resource --output-path=gs://BUCKET/r.json
gcloud asset export --project=PROJECT_ID --content-type=iam-policy --output-path=gs://BUCKET/i.json
gcloud storage cp gs://BUCKET/r.json gs://BUCKET/i.json EXPORT_FOLDER/
highground scan EXPORT_FOLDER
"""


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(connect)


def connect(
    environment: Annotated[Literal["azure", "aws", "gcp"], typer.Argument()],
    name: Annotated[str | None, typer.Option(help="Save a connector of this name.")] = None,
    subscription: Annotated[list[str] | None, typer.Option(help="Azure; again and again.")] = None,
    region: Annotated[list[str] | None, typer.Option(help="AWS; none: all enabled.")] = None,
    profile: Annotated[str | None, typer.Option(help="AWS: a profile of the SDK.")] = None,
) -> None:
    """Print the role that reading takes; with --name, check the credentials and save."""
    if environment == "aws":
        typer.echo(json.dumps(aws_role(shelf()), indent=2))
        if name:
            _check_aws(profile)
            _save(home(), name, {"environment": "aws", "regions": region, "profile": profile})
    elif environment == "azure":
        typer.echo(AZURE_ROLE, nl=False)
        if name:
            if not subscription:
                raise BadQuery("--subscription: name at least one")
            _save(home(), name, {"environment": "azure", "subscriptions": subscription})
    else:
        typer.echo(GCP_EXPORT, nl=False)
        if name:
            raise BadQuery("--name: Google Cloud is read from exports: scan the folder instead")


def aws_role(content: Library) -> dict[str, object]:
    """An IAM policy with each action that the tables of calls name, and no other."""
    from highground.inventory.calls import permissions

    actions = sorted({*permissions(content.aws), "ec2:DescribeRegions", "tag:GetResources"})
    statement = {"Effect": "Allow", "Action": actions, "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _check_aws(profile: str | None) -> None:
    from botocore.exceptions import BotoCoreError, ClientError
    from botocore.session import Session

    try:
        client: Any = Session(profile=profile).create_client("sts", "us-east-1")
        who = client.get_caller_identity()
    except (BotoCoreError, ClientError) as error:
        raise BadQuery(f"AWS does not know these credentials: {error}") from error
    say(f"Reading as {who['Arn']}")


def _save(where: Home, name: str, values: dict[str, object]) -> None:
    """Append a connector to the settings file. No credential goes in."""
    from highground.runs.sources import connectors  # with the clouds' SDKs

    if name in connectors(where):
        raise BadQuery(f"--name: there is a connector {name!r} already in highground.toml")
    file = where.folder / "highground.toml"
    lines = ["", "[[connectors]]", f"name = {json.dumps(name)}"]
    lines += [f"{key} = {json.dumps(value)}" for key, value in values.items() if value]
    with file.open("a", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
    say(f"Saved in {file}: run `highground scan {name}`")
