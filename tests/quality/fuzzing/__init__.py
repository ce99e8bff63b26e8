"""Random input for the fuzzer: one file for each kind, and what all of them share.

``trying`` gives an input to the program and judges what comes of it, ``edits`` damages files,
``schema`` knows which values a parameter takes and which it does not, ``ranges`` looks at what runs
leave. The kinds are ``values``, ``files``, ``domains``, ``lines`` and ``folders``: each makes an
input from a generator of luck (``made``), and gives it to the program (``tried``).
"""
