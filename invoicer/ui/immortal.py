"""Keeps Python 3.11 alive under PySide6 6.12.

Its wrappers are built for Pythons where None, True and False are immortal (3.12 and later,
PEP 683): each call that returns nothing takes one reference off None and gives none back. On
Python 3.11 that ends in "Fatal Python error: none_dealloc" after some ten thousand calls, so
there the three get more references than any session can use up.
"""

import ctypes
import sys

PLENTY = 1 << 40


def keep_constants() -> None:
    """Give None, True and False plenty of references, where they are still counted."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False):
        # The count is the first field of every object (PyObject.ob_refcnt).
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < PLENTY:
            count.value += PLENTY
