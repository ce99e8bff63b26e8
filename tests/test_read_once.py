"""What the tests read once is what is read anew: each configuration, and each that cannot be."""

import pytest
import read_once
from omegaconf import OmegaConf

from experiments.configs import CONFIGS


def test_every_file_read_once_is_what_it_is_read_anew():
    paths = sorted(CONFIGS.rglob("*.yaml"))
    assert len(paths) > 40
    for path in paths[::4]:
        anew = read_once.read_anew(path)
        for _ in range(2):
            once = OmegaConf.load(path)
            assert type(once) is type(anew)
            assert OmegaConf.to_yaml(once) == OmegaConf.to_yaml(anew), path


def test_what_one_reader_changes_no_other_sees(tmp_path):
    path = tmp_path / "one.yaml"
    path.write_text("a: {b: 1}")
    OmegaConf.load(path).a.b = 2
    assert OmegaConf.load(path).a.b == 1
    path.write_text("a: {b: 3}")
    assert OmegaConf.load(path).a.b == 3


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2", "3", "", "words"])
def test_what_cannot_be_read_is_told_in_the_same_words(tmp_path, text):
    path = tmp_path / "one.yaml"
    path.write_text(text)
    told = []
    for reads in (read_once.read_anew, OmegaConf.load):
        try:
            told.append(reads(path))
        except Exception as error:
            told.append((type(error), str(error)))
    assert told[0] == told[1]
