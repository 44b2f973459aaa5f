"""Make a project: a small deck that builds at once and explains itself, or a copy of the example."""
