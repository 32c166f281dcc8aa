"""One crawl on many processes and machines: shards by host, a store that all reach, leases, and turns at each host."""
