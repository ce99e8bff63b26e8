"""How a command may end: with a status that is allowed and, but for success, one sentence."""


def untold(status, said, allowed):
    """What is wrong with how a command ended."""
    if status not in allowed:
        yield f"status {status}: {said.strip()[-300:]}"
    elif status > 0 and (said.count("\n") != 1 or "Traceback" in said):
        yield f"not one sentence: {said.strip()[-300:]}"
