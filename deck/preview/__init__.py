"""The deck in a browser: a local page that shows it as it will be printed, and in which it can be edited."""
