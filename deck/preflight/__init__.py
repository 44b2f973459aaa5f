"""Preflight: a written PDF, ours or a foreign one, read back and judged as a press operator would."""
