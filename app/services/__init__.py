"""USE CASES: where the engine and the registry meet."""
