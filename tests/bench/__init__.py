"""What Tend costs, each against something measured in the same run: `make bench`."""
