"""SVG art as paths that any renderer can draw."""
