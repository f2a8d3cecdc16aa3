"""What stops a test run before its first test."""


class ServiceUnavailable(RuntimeError):
    """A server that the tests need cannot be had here. The message is one sentence: what, and what to do."""
