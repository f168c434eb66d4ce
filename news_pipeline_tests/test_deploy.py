"""deploy/: units that systemd takes, and files that name what there is."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

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
