"""The version of livedesk."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("livedesk")
except PackageNotFoundError:  # run from a checkout that was not installed
    VERSION = "0+checkout"
