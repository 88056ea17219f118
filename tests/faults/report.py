"""The table of faults and invariants, as docs/reliability.md keeps it."""

FAULTS = {
    1: "kill after the claim, before the POST",
    2: "kill after the provider took it, before T2",
    3: "kill inside T2, before COMMIT",
    4: "kill in the sweep between turn and reminder",
    5: "storm of SIGKILLs over sweepers, senders and rescuers",
    6: "SIGSTOP of a sender beyond its lease, then SIGCONT",
    7: "RQ's parent frozen, its child alive",
    8: "PostgreSQL shut down at once, three times in a storm",
    9: "one PostgreSQL backend terminated",
    10: "PostgreSQL refuses connections",
    11: "rows of tasks locked by a stranger",
    12: "Redis flushed under load",
    13: "Redis killed, then back",
    14: "Redis hangs",
    15: "Redis full, read-only",
    16: "no answer from the provider, taken",
    17: "no answer from the provider, not taken",
    18: "taken only after we gave up",
    19: "line reset, half an answer, a hotel's page",
    20: "429 with Retry-After, 500 before and after taking, 503",
    21: "every code of the provider, and one nobody knows",
    22: "the provider is down for hours",
    23: "receipt before the answer",
    24: "receipts ten times at once, in the wrong order",
    25: "forged and altered receipts",
    26: "the receipt never comes",
    27: "the provider's list lags, fails, has pages",
    28: "eight sweeps at the same instant",
    29: "the clock jumps a day ahead, an hour back",
    30: "midnight in Shanghai, 29 February, 31 December",
    31: "processes in New York's time, PostgreSQL in UTC",
    32: "three days of standstill, 5,000 tasks due",
    33: "a task whose lamp cannot be worked out",
    34: "garbage and pickles among Redis' jobs",
    35: "a transaction rolled back after ringing",
    36: "disk full",
    37: "no file descriptors left",
    38: "SIGTERM during the POST",
    39: "a migration while workers run",
    40: "yesterday's backup restored",
    41: "two installations on one copy",
    42: "a ledger tampered with",
}
INVARIANTS = [f"I{number}" for number in range(1, 10)]


def table_of(found: dict[int, list[dict[str, list[str] | None]]]) -> str:
    """One line a fault: how often it was brought about, and what each invariant said of it all.

    "ok" held, "-" nothing of the kind was there to look at, "BROKEN" what it says.
    """
    lines = [
        f"| # | fault | runs | {' | '.join(INVARIANTS)} |",
        f"|---|---|---|{'---|' * len(INVARIANTS)}",
    ]
    for number, name in FAULTS.items():
        runs = found.get(number, [])
        cells = [_cell([run[invariant] for run in runs]) for invariant in INVARIANTS]
        lines.append(f"| {number} | {name} | {len(runs)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(answers: list[list[str] | None]) -> str:
    if any(answers):
        return "**BROKEN**"
    return "ok" if any(answer is not None for answer in answers) else "-"
