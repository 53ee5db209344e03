"""Words as a reader meets them: sentences, syllables, reading grade, and the lists that editors keep."""
