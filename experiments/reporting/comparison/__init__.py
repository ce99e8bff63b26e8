"""Parts of a report on scenarios side by side: differences, and what the scenarios differ in."""
