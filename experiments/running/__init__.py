"""What is made of the tables of a run.

- ``reading``: the tables back from files;
- ``numbers``, ``summary``, ``agreed``: what they come to, as numbers and in plain words;
- ``extras``: figures, and the story of one run;
- ``keys``: what each key of a configuration is, for help.
"""
