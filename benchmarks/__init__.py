"""What the program costs, measured: each module is a measurement of its own, run by `make bench`."""
