"""Set text: markup to runs, language rules, shaping, line breaking, copyfit."""
