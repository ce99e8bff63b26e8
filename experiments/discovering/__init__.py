"""Which conditions lead to an outcome, from a finished sweep, and the search for one value.

- ``asked``: the settings, and the question they make;
- ``sweeps``: a finished sweep read back as points and runs;
- ``nouns``: parameters in words;
- ``findings``: the boxes, the tree and what each decision leaves;
- ``clauses``, ``verdicts``: conditions and numbers as parts of sentences, and what was found;
- ``how``: how boxes are read and were found, for a page and a report;
- ``page``, ``tables``, ``figures``, ``told``: what is left in the folder;
- ``looking``: all of it as a command does it;
- ``searching``: the value at which an outcome passes a share;
- ``search_told``, ``search_page``: the same in sentences, and what is left in the folder.
"""
