"""How the reader was trained. Not part of the package, and never imported by it: docs/model-card.md."""
