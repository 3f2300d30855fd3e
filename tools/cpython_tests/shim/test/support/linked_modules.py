"""Which modules the program holds because import_helper.import_module("NAME") is called: written for each test file."""
