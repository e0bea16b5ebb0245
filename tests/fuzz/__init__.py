"""Broken files for every reader: sound ones changed by chance, and what must hold whatever comes of them.

    seeds.py    a sound file of each format, several kinds each
    changes.py  flip, cut, repeat, splice …, also inside archives and packed streams
    laws.py     a document that keeps its laws, or one sentence; nothing else

    python -m tests.fuzz --seconds 600                 every format its share of the time (make fuzz)
    python -m tests.fuzz --only docx --case 1234       one case again: cases are numbered, and the same each time
    python -m tests.fuzz.guided --only html -- -runs=…  led by which lines were reached (pip install 'duizhao[fuzz]')

`tests/test_fuzz.py` does the same with a few hundred files.
"""
