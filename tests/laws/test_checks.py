"""What is checked before a commit is what `make lint` checks, and it fetches nothing."""

import yaml

from config.stack.checks import CHECKS
from config.stack.crew import ROOT

PROGRAMS = ".venv/bin/"


def hooks() -> list[dict]:
    wanted = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    assert [repository["repo"] for repository in wanted["repos"]] == ["local"]
    return [hook for repository in wanted["repos"] for hook in repository["hooks"]]


def test_before_a_commit_nothing_is_fetched():
    """Hooks of other repositories and languages with environments of their own are installed."""
    assert {hook["language"] for hook in hooks()} == {"unsupported"}


def test_before_a_commit_runs_what_lint_runs():
    checked = {words[0] for words in CHECKS}
    for hook in hooks():
        program = hook["entry"].split()[0]
        assert program.startswith(PROGRAMS)
        assert program.removeprefix(PROGRAMS) in checked
