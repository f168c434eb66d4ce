"""deploy/: units that systemd takes, and files that name what there is."""

import re
import shutil
import subprocess
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from news_pipeline.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
PROGRAMS = {"dagster-webserver", "dagster-daemon", "dask", "news-pipeline"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_every_unit(tmp_path: Path) -> None:
    """The programs are not installed where the units expect them; all else is looked at."""
    for unit in UNITS:
        text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(encoding="utf-8"))
        (tmp_path / unit.name.replace("@", "@1")).write_text(text, encoding="utf-8")
    units = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    complaints = [line for line in done.stderr.splitlines() if "news-pipeline" in line]
    assert (done.returncode, complaints) == (0, []), done.stderr


def test_units_and_services_start_programs_that_there_are() -> None:
    started = {Path(found).name for unit in UNITS for found in re.findall(r"(?m)^ExecStart=(\S+)", unit.read_text())}
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))["services"]
    started |= {service["command"][0] for service in services.values() if "command" in service}
    assert started <= PROGRAMS
    assert len(UNITS) == 4


def test_the_image_takes_files_and_extras_that_there_are() -> None:
    text = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
    copied = {name for line in re.findall(r"(?m)^COPY (.*)$", text) for name in line.split()[:-1]}
    assert {name for name in copied if not (ROOT / name).exists()} == set()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [extras] = re.findall(r"ARG EXTRAS=(\S+)", text)
    assert set(extras.split(",")) <= set(project["optional-dependencies"])


KUBERNETES = ROOT / "deploy" / "kubernetes"
CRD = "operator/deployment/helm/dask-kubernetes-operator/crds/daskcluster.yaml"


@pytest.fixture(scope="module")
def cluster_schema() -> dict[str, Any]:
    """What dask-kubernetes says of a cluster; the whole of a pod is in it."""
    spec = find_spec("dask_kubernetes")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("pip install --no-deps dask-kubernetes")
    crd = yaml.safe_load((Path(spec.submodule_search_locations[0]) / CRD).read_text(encoding="utf-8"))
    found: dict[str, Any] = crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"]
    return found


def unknown(value: Any, schema: dict[str, Any], where: str = "") -> list[str]:
    """Keys that the schema does not have: Kubernetes would drop them without a word."""
    if isinstance(value, list):
        items = schema.get("items", {})
        return [name for number, item in enumerate(value) for name in unknown(item, items, f"{where}[{number}]")]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    known = schema["properties"]
    strange = [f"{where}.{key}" for key in value if key not in known]
    return strange + [
        name for key in value if key in known for name in unknown(value[key], known[key], f"{where}.{key}")
    ]


def test_the_operator_takes_the_dask_cluster(cluster_schema: dict[str, Any]) -> None:
    cluster = yaml.safe_load((KUBERNETES / "dask-cluster.yaml").read_text(encoding="utf-8"))
    jsonschema.validate(cluster, cluster_schema)
    assert unknown(cluster["spec"], cluster_schema["properties"]["spec"]) == []
    assert unknown(
        {"replica": 1, "spec": {"containers": [{"nam": ""}]}},
        cluster_schema["properties"]["spec"]["properties"]["worker"],
    ) == [".replica", ".spec.containers[0].nam"]


def test_kubernetes_takes_the_parts_of_pods_in_the_values_for_the_chart(cluster_schema: dict[str, Any]) -> None:
    """The chart itself cannot be rendered without helm."""
    [deployment] = values()["dagster-user-deployments"]["deployments"]
    pod = cluster_schema["properties"]["spec"]["properties"]["worker"]["properties"]["spec"]["properties"]
    container = pod["containers"]["items"]["properties"]
    parts = {"volumes": pod["volumes"], "podSecurityContext": pod["securityContext"]}
    parts |= {name: container[name] for name in ("env", "volumeMounts", "resources")}
    for name, schema in parts.items():
        jsonschema.validate(deployment[name], schema)
        assert unknown(deployment[name], schema) == []


def test_the_values_name_settings_files_and_hosts_that_there_are() -> None:
    cluster = yaml.safe_load((KUBERNETES / "dask-cluster.yaml").read_text(encoding="utf-8"))
    [deployment] = values()["dagster-user-deployments"]["deployments"]
    image = deployment["image"]
    pods = [cluster["spec"][part]["spec"]["containers"][0] for part in ("scheduler", "worker")]
    assert {pod["image"] for pod in pods} == {f"{image['repository']}:{image['tag']}"}
    assert {pod["args"][0] for pod in pods} <= PROGRAMS
    environment = {each["name"]: each["value"] for each in deployment["env"]}
    assert environment.keys() <= {setting.metadata["variable"] for setting in Settings.__dataclass_fields__.values()}
    settings = load_settings({}, environment)
    assert settings.dask_scheduler == f"tcp://{cluster['metadata']['name']}-scheduler:8786"
    assert deployment["dagsterApiGrpcArgs"][-1] == "news_pipeline.definitions"
    [secret] = deployment["envSecrets"]
    assert pods[1]["envFrom"] == [{"secretRef": secret}]
    assert settings.raw_address, "workers have no folder of the pipeline"


def values() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((KUBERNETES / "dagster-values.yaml").read_text(encoding="utf-8"))
    return found
