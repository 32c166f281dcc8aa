"""What is cited: the citation model, references.yaml, and one importer a format."""
