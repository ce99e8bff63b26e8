"""YAML is read again as Hydra took it, by either of PyYAML's parsers."""

import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from omegaconf import OmegaConf

from experiments.configs import CONFIGS
from sim import plain_yaml

WORDS = ("1e-3", "1E6", "-2e+4", "+2e4", "1_0e2", "1e", "e3", "0x1e3", "1.5e3", ".5e-2", "0o17",
         "017", "1:30", "2025-01-19", "yes", "~", "null", ".inf", "-.INF", ".nan",
         "1_000")  # fmt: skip


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request):
    """The loader over each of the parsers."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without libyaml")
    return plain_yaml.as_hydra(getattr(yaml, request.param))


def as_hydra(path):
    """What Hydra makes of a file."""
    return OmegaConf.to_container(OmegaConf.load(path))


def test_all_files_of_configs_are_read_as_hydra_reads_them(loader):
    for path in CONFIGS.rglob("*.yaml"):
        found = yaml.load(path.read_text(encoding="utf-8"), loader)
        assert (found or {}) == as_hydra(path), path


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_what_hydra_takes_it_for(loader, tmp_path, word):
    path = tmp_path / "one.yaml"
    path.write_text(f"one: {word}", encoding="utf-8")
    assert repr(yaml.load(f"one: {word}", loader)) == repr(as_hydra(path))


@given(st.text(string.digits + "+-._eE", min_size=1, max_size=8))
def test_what_looks_like_a_number_is_one_or_none_alike(tmp_path_factory, word):
    text = f"one: [{word}, 0]"
    path = tmp_path_factory.mktemp("words") / "one.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        expected = as_hydra(path)
    except (ValueError, yaml.YAMLError):  # such as 1__, which is no number after all
        return
    assert repr(yaml.load(text, plain_yaml.LOADER)) == repr(expected)
