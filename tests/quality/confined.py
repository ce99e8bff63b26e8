"""Commands that are kept from what they could do: with disks of their own, or with less power."""

import os
import shutil
import subprocess

WITH_OWN_DISKS = ("unshare", "--user", "--map-root-user", "--mount")
NOT_ALL_POWERFUL = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


def without_disks():
    """Why no command can have disks of its own here; an empty text if it can."""
    if subprocess.run([*WITH_OWN_DISKS, "true"], capture_output=True).returncode:
        return "the kernel gives no namespace for a small disk"
    return ""


def forbidding():
    """What is put before a command for which permissions of files are to count."""
    return NOT_ALL_POWERFUL if os.geteuid() == 0 else ()


def without_forbidding():
    """Why nothing can be forbidden to a command here; an empty text if it can."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        return "nothing is forbidden to root, and there is no setpriv"
    return ""
