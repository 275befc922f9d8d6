"""What `teardown demo` makes of the sample case once its photos are analysed: a module per step, each given the same `Sample`."""
