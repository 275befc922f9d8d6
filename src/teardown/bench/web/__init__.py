"""How fast the web application's pages are with a large case and many people at work: `python -m teardown.bench.web`."""
