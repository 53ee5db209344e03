"""Phrases that harm, told from those that look alike: who says a thing, who denies, asks or reports it."""
