"""The window: the only Qt."""

from invoicer.ui import immortal

immortal.keep_constants()
