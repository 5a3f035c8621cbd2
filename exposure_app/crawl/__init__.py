"""From a source to its pages and the bytes of their pictures: scope, manners, extraction."""
