"""The parsers that `benchmarks.fuzz_parsers` tries, by where they live, and what each is given."""
