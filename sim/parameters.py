"""The table of all parameters, made from the schema: meaning, unit, range, default, source.

python -m sim.parameters > docs/parameters.md
"""

from agents.premise import ASSUMPTION
from sim import premises
from sim.layout import choices, is_list
from sim.refusals import bounds, most
from sim.rows import LISTS

SECTIONS = {
    **premises.GROUPS,
    "verification.KIND": premises.KindOfPromise,
    **{f"{section}.NAME": model for section, model in LISTS.items()},
}

HEAD = """# Parameters

Made from the schema by `python -m sim.parameters > docs/parameters.md`; a test fails when it is
stale. Every one may be set in a scenario file or on the command line (`violence.background=0.3`).
Those that may change on any day may be given another value on a day (`changes:`; what counts when a
phase begins, such as its length, counts from the next one to begin). Numbers, but for those that
never change, may be drawn anew for each run (`{uniform: [0.2, 0.4]}`, also `log_uniform` and
`triangular`). A key that ends in `_PARTY` carries a party's name, as in
`mediators.us.leverage_israel`. Defaults are those of the schema; the files of a scenario may set
others, and those of `january_2025` do.
"""


def rows():
    """One row a parameter: key, meaning, unit, allowed, changes, default, source, confidence."""
    for section, model in SECTIONS.items():
        for key, field in model.model_fields.items():
            extra = field.json_schema_extra
            name = f"{key[:-1]}PARTY" if key.endswith(("_0", "_1")) else key
            if key.endswith("_1"):
                continue
            yield (
                f"{section}.{name}",
                field.description,
                extra["unit"],
                allowed(field),
                extra["when"],
                default(field),
                extra["source"],
                extra["confidence"],
            )


def default(field):
    """The default of a parameter, briefly."""
    if is_list(field.annotation):
        return "none"
    return str(field.default).lower() if field.annotation is bool else str(field.default)


def allowed(field):
    """The values a parameter takes, briefly."""
    names = choices(field.annotation)
    if names:
        return ", ".join(names)
    if is_list(field.annotation):
        return f"up to {most(field)} numbers, 0 to 1"
    if field.annotation is bool:
        return "true, false"
    low, high = bounds(field)
    return f"{low} to {high}" if high else f"{low} or more"


def table():
    """The page, as Markdown."""
    found = list(rows())
    assumed = sum(row[6] == ASSUMPTION for row in found)
    lines = [HEAD, f"{assumed} of {len(found)} defaults rest on assumption.\n"]
    lines.append(
        "| parameter | meaning | unit | allowed | may change | default | source | confidence |"
    )
    lines.append("| --- | --- | --- | --- | --- | --- | --- | --- |")
    lines += [f"| {' | '.join(('`' + row[0] + '`', *row[1:]))} |" for row in found]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(), end="")
