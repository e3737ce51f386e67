"""Where facts are stated: fetching, reading and ranking pages by how close they stand to the fact."""
