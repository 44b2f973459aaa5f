"""Cards in tables: read from CSV, XLSX, JSON and Markdown, brought into cards/, or written out of it."""
