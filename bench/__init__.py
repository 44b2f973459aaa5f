"""How long the deck takes and how much memory, beside the same texts set by ReportLab alone."""
