"""Pure scalar rules: numbers in, a number out; one idea a file.

They draw nothing, store nothing and look nothing up, and import only ``math``, so that the
interpreter and the compiler give the same answer to the last bit. For the same reason they use
products instead of ``**``, and ``math`` functions on scalars.
"""
