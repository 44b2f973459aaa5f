"""Draw what was placed: PDF/X and a readable dump."""
