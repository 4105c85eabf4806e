"""The commands of `changai`: one module each, with `arguments(parser)` and `run(options) -> exit code`."""
