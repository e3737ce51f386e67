"""Article → claims: in code alone, or by Claude."""
