"""The analysis worker: it takes waiting photos from the database, has them analysed, and stores results, each once."""

from teardown.casework.worker.run import Worker, run_worker

__all__ = ["Worker", "run_worker"]
