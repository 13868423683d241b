"""HTTP: payloads, problems, routers."""
