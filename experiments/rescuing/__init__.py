"""Single changes that might have saved runs: the ``candidates`` of a declared list, each played."""
