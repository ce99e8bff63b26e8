"""Shards: the runs of a stretch of points, in files that are whole or not there.

The file of a shard is named by everything its numbers follow from, is written under another name
first, and is never changed: whoever finds it need not play its points again. Points that cannot be
played stand in it with the reason.
"""

import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments import provenance
from sim import arrow, whole_files
from sim.outcomes import YES_NO

FAILURES, NAME = b"truce-sim failures", b"truce-sim shard"  # in a file's metadata


def path(job, folder, shard):
    """The file of a shard."""
    text = json.dumps([job.identity, shard, job.points_a_shard])
    return folder / f"{shard:06d}-{provenance.digest(text)}.parquet"


def table(job, played):
    """The runs of a shard as a table, a row a run; the reasons of failures are its metadata."""
    done = [one for one in played if not one.failure]
    counts = [len(next(iter(one.outcomes.values()))) for one in done]
    firsts = [job.first(one.point) for one in done]
    numbers = [first + np.arange(count) for first, count in zip(firsts, counts, strict=True)]
    known = list(dict.fromkeys(one.scenario for one in done)) or [""]
    columns = {
        "scenario": arrow.words(
            np.repeat([known.index(one.scenario) for one in done], counts), known
        ),
        "point": pa.array(np.repeat([one.point for one in done], counts).astype(np.int64)),
        "run": pa.array(np.concatenate(numbers or [[]]).astype(np.int64)),
        "seed": pa.array(np.full(sum(counts), job.seed, dtype=np.int64)),
    }
    for name in job.bases.names:
        columns[name] = column(job, name, done, counts)
    failures = [[one.point, one.failure] for one in played if one.failure]
    kept = pa.table(columns)
    return kept.replace_schema_metadata({FAILURES: json.dumps(failures).encode()})


def column(job, name, done, counts):
    """The runs of an outcome one after another; null where a run, or its scenario, has none."""
    is_share = job.bases.kinds[name] == YES_NO
    parts = [
        one.outcomes[name] if name in one.outcomes else np.full(count, np.nan)
        for one, count in zip(done, counts, strict=True)
    ]
    whole = np.concatenate([np.zeros(0, bool if is_share else float), *parts])
    return pa.array(whole, from_pandas=True).cast(pa.bool_() if is_share else pa.float64())


def write(path, kept):
    """Write a shard whole, so that not even a power cut leaves half of one under its name."""
    named = kept.replace_schema_metadata({**kept.schema.metadata, NAME: path.name.encode()})
    with whole_files.whole(path, lasting=True) as hidden:
        pq.write_table(named, hidden, compression="zstd", write_page_checksum=True)


def is_there(path):
    """True if a shard's file is whole, and is that of this shard."""
    try:
        return pq.read_schema(path).metadata[NAME] == path.name.encode()
    except (OSError, pa.ArrowException, KeyError, TypeError):
        return False


def size(kept):
    """Bytes of a table on disk."""
    out = pa.BufferOutputStream()
    pq.write_table(kept, out, compression="zstd")
    return out.getvalue().size


def read(path):
    """The table of a shard, and its failures as (point, reason)."""
    kept = pq.read_table(path, page_checksum_verification=True)
    failures = [tuple(one) for one in json.loads(kept.schema.metadata[FAILURES])]
    return kept.replace_schema_metadata(None), failures
