"""Settings of all tests."""

import os

from hypothesis import settings

# A busy machine must not decide a test, and a machine that says yes or no to a change must not draw lots.
settings.register_profile("patient", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("patient")

# The processes that tests start find the modules compiled, as a user's do: half a second each, hundreds of times.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
