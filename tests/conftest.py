"""Settings of all tests."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)  # a busy machine must not decide a test
settings.load_profile("patient")
