"""The same findings for people and for machines."""
