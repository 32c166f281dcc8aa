"""After the word lists are read, no page makes the judge read another: in a process of its own, which has read none."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
opened = []
sys.addaudithook(lambda event, words: opened.append(str(words[0])) if event == "open" else None)

from crawler.check.word_lists import read_word_lists
read_word_lists()
lists = [each for each in opened if each.endswith(".yaml")]
assert any("absence.yaml" in each for each in lists), lists

opened.clear()
from benchmarks.judging import samples, verdict
opened.clear()
print({verdict(each) for each in samples(10)})
assert not [each for each in opened if each.endswith(".yaml")], opened
"""


def test_no_list_is_read_in_the_middle_of_a_crawl() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    assert "soft-404" in done.stdout
