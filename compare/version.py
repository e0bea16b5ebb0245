"""The version, said once: packaging, `duizhao --version` and the pages read it here."""

VERSION = "0.1.0"
