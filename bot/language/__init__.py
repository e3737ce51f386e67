"""Grammars with spans: sentences, quantities, dates, quotations. They know no article and no claim."""
