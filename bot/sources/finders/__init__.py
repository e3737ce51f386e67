"""One small module for each way to find a source."""
