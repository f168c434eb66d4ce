"""Ask pip-audit whether a package of requirements.lock has a known hole, and say so if it could not tell.

    pip install pip-audit
    python -m tools.known_holes

pip-audit asks PyPI or OSV over the network. Where it cannot, it skips packages and still ends well ("No known
vulnerabilities found"); here what was skipped is counted. Exit code: 0 none, 1 some, 2 not all could be checked.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
NONE, SOME, UNKNOWN = 0, 1, 2


def verdict(report: dict[str, Any]) -> tuple[int, str]:
    """Exit code and words for a report of pip-audit in JSON."""
    packages = report["dependencies"]
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    holes = [(package, hole) for package in packages for hole in package.get("vulns", [])]
    lines = [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'none'}"
        for package, hole in holes
    ]
    if skipped:
        lines.append(f"{len(skipped):,} of {len(packages):,} packages could not be checked, such as {skipped[0]}.")
    if not lines:
        lines.append(f"None of {len(packages):,} packages has a known hole.")
    return (SOME if holes else UNKNOWN if skipped else NONE), "\n".join(lines)


def main() -> int:
    """Run pip-audit on the lock."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "report.json"
        options = ["-r", str(LOCK), "--disable-pip", "--require-hashes", "-f", "json", "-o", str(output)]
        try:
            done = subprocess.run(  # noqa: S603 our own words
                [sys.executable, "-m", "pip_audit", *options], capture_output=True, text=True, check=False, timeout=600
            )
        except subprocess.TimeoutExpired:
            print("Known holes could not be checked: pip-audit did not end within 600 s.")
            return UNKNOWN
        if not output.exists():
            words = (done.stderr.strip().splitlines() or ["no word"])[-1]
            print(f"Known holes could not be checked: {words}")
            return UNKNOWN
        code, says = verdict(json.loads(output.read_text(encoding="utf-8")))
    print(says)
    return code


if __name__ == "__main__":
    sys.exit(main())
